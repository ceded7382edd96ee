import type { Db } from '../../db/open.ts'
import { leaveLine, type Actor, type Clock } from '../journal/write.ts'
import { placeSites } from '../organisations/place.ts'
import { Refusal } from '../refusals.ts'
import { complete, type Entry } from './entry.ts'
import { lineOf } from './line.ts'
import { CLOSED } from './lifecycle.ts'
import { recordOf } from './record.ts'
import type { Reference } from './reference.ts'
import { refuseUnsound } from './rules.ts'
import { announce, holdById, updateListing } from './store.ts'

/** What a listing says from now on; whose it is and its ref stay. */
export type Revision = Omit<Entry, 'organisationId'> & { listingId: number }

/**
 * Replaces what an open listing says; the same content changes nothing.
 * @throws Refusal with everything that is wrong; `not_found`, or `listing_closed` when it is withdrawn, fulfilled or expired
 */
export async function revise(
  db: Db,
  actor: Actor,
  { listingId, publication, ...rest }: Revision,
  clock: Clock,
  reference: Reference,
): Promise<{ id: number; outcome: 'revised' | 'unchanged' }> {
  refuseUnsound(publication, reference)
  return db.transaction(async (tx) => {
    const held = await holdById(tx, listingId)
    if (!held) throw new Refusal('not_found', { listing: listingId })
    if (CLOSED.has(held.status)) throw new Refusal('listing_closed', { status: held.status })
    const { ref: _, ...content } = publication
    const entry = {
      ...rest,
      organisationId: held.organisationId,
      publication: held.ref === null ? content : { ...content, ref: held.ref },
    }
    const record = recordOf(complete(entry), reference)
    if (record.content.contentHash === held.contentHash) return { id: listingId, outcome: 'unchanged' }
    const [siteId] = await placeSites(tx, [record])
    const after = await updateListing(
      tx,
      held,
      { record, siteId: siteId! },
      held.status,
      clock().toISOString(),
    )
    await announce(tx, [listingId])
    await leaveLine(tx, actor, clock, lineOf('revised', listingId, held, after))
    return { id: listingId, outcome: 'revised' }
  })
}
