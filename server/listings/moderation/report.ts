import type { Db } from '../../../db/open.ts'
import { actorOf } from '../../accounts/principal.ts'
import type { Principal } from '../../contract/people.ts'
import { tell } from '../../journal/tell.ts'
import { leaveLine, type Clock } from '../../journal/write.ts'
import { Refusal } from '../../refusals.ts'
import { readListing } from '../find.ts'
import { readerOf } from '../../organisations/reader.ts'
import type { ReportRequest } from '../report-schema.ts'
import { holdById } from '../store.ts'
import { insertReport, isReported } from './store.ts'

/**
 * Anybody tells the facilitators that something is wrong with a listing that he sees.
 * @returns the id of the report
 * @throws Refusal `not_found`; `already_reported` when an open report says the same
 */
export async function reportListing(
  db: Db,
  principal: Principal | null,
  { listingId, reason, note = '' }: ReportRequest & { listingId: number },
  clock: Clock,
): Promise<number> {
  const actor = principal ? actorOf(principal) : { id: 'anybody' }
  return db.transaction(async (tx) => {
    // Locked, so that the same report cannot come in twice at once.
    const held = await holdById(tx, listingId)
    const seen = held && (await readListing(tx, listingId, readerOf(principal)))
    if (!seen) throw new Refusal('not_found', { listing: listingId })
    const accountId = principal?.accountId ?? null
    if (await isReported(tx, listingId, { accountId, reason })) throw new Refusal('already_reported')
    const createdAt = clock().toISOString()
    const id = await insertReport(tx, { listingId, reason, note, reportedBy: accountId, createdAt })
    await leaveLine(tx, actor, clock, {
      action: 'listing_reported',
      subjectKind: 'listing',
      subjectId: listingId,
      after: { report: id, reason },
    })
    await tell(tx, actor, clock, [
      {
        kind: 'listing_reported',
        subjectKind: 'listing',
        subjectId: listingId,
        facilitators: true,
        params: { report: id, reason },
      },
    ])
    return id
  })
}
