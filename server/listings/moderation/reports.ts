import type { Db } from '../../../db/open.ts'
import { actorOf } from '../../accounts/principal.ts'
import type { Principal } from '../../contract/people.ts'
import { leaveLine, type Clock } from '../../journal/write.ts'
import { Refusal } from '../../refusals.ts'
import { readWhole } from '../own.ts'
import { requireFacilitator } from '../permissions.ts'
import type { ListingReports } from '../report-schema.ts'
import { openReports, settleReports } from './store.ts'

/** Open reports with the listings they speak of, the oldest first. @throws Refusal `not_permitted` */
export async function findReports(
  db: Db,
  principal: Principal,
  { cursor = 0, limit }: { cursor?: number; limit: number },
): Promise<ListingReports> {
  requireFacilitator(principal)
  const found = await openReports(db, cursor, limit + 1)
  const page = found.slice(0, limit)
  const ids = [...new Set(page.map(({ listingId }) => listingId))]
  const listings = new Map((await readWhole(db, ids)).map((listing) => [listing.id, listing]))
  return {
    reports: page.map(({ id, listingId, reason, note, reportedBy, createdAt }) => ({
      id,
      listing: listings.get(listingId)!,
      reason,
      note,
      reportedBy,
      createdAt: new Date(createdAt).toISOString(),
    })),
    nextCursor: found.length > limit ? (page.at(-1)?.id ?? null) : null,
  }
}

/**
 * Settles a report without doing anything to the listing.
 * @throws Refusal `not_permitted`; `not_found` when there is no such report or it is settled
 */
export async function dismissReport(
  db: Db,
  principal: Principal,
  reportId: number,
  clock: Clock,
): Promise<void> {
  requireFacilitator(principal)
  await db.transaction(async (tx) => {
    const at = clock().toISOString()
    const settled = { as: 'dismissed', by: principal.accountId, at } as const
    if ((await settleReports(tx, { reportId }, settled)) === 0)
      throw new Refusal('not_found', { report: reportId })
    await leaveLine(tx, actorOf(principal), clock, {
      action: 'report_dismissed',
      subjectKind: 'listing_report',
      subjectId: reportId,
    })
  })
}
