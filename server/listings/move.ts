import type { Db } from '../../db/open.ts'
import { actorOf } from '../accounts/principal.ts'
import type { OwnMove } from '../contract/listing-life.ts'
import type { Principal } from '../contract/people.ts'
import { leaveLine, type Clock } from '../journal/write.ts'
import { Refusal } from '../refusals.ts'
import { statusAfter } from './lifecycle.ts'
import { lineOf, VERB_OF } from './line.ts'
import { readWhole } from './own.ts'
import { requireWriter } from './permissions.ts'
import type { Reference } from './reference.ts'
import { refuseOver, refuseUnsound } from './rules.ts'
import { announce, holdById, setStatus } from './store.ts'
import { publicationOf, submissionOf } from './submission.ts'

/**
 * Moves a listing along its life. What goes to the market is checked as a publication is.
 * @throws Refusal `not_found` or `not_permitted`; `listing_closed` or `move_refused` when the table does not know the move;
 * everything that is wrong with what is to be published
 */
export async function moveListing(
  db: Db,
  principal: Principal,
  { listingId, move }: { listingId: number; move: OwnMove },
  clock: Clock,
  reference: Reference,
): Promise<void> {
  await db.transaction(async (tx) => {
    const held = await holdById(tx, listingId)
    if (!held) throw new Refusal('not_found', { listing: listingId })
    requireWriter(principal, held)
    const status = statusAfter(move, held.status)
    if (status === 'published') {
      const [stored] = await readWhole(tx, [listingId])
      const publication = publicationOf(submissionOf(stored!))
      refuseUnsound(publication, reference)
      refuseOver(publication, clock)
    }
    const after = await setStatus(tx, held, status, clock().toISOString())
    await announce(tx, [listingId])
    await leaveLine(tx, actorOf(principal), clock, lineOf(VERB_OF[move], listingId, held, after))
  })
}
