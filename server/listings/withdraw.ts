import type { Db } from '../../db/open.ts'
import { leaveLine, type Actor, type Clock } from '../journal/write.ts'
import { Refusal } from '../refusals.ts'
import { statusAfter } from './lifecycle.ts'
import { lineOf } from './line.ts'
import { announce, holdById, setStatus } from './store.ts'

/**
 * Takes an open listing out of the market; what was published stays readable to its owner and the journal. For commands
 * and for what follows from another change; a person moves a listing by `moveListing`, which asks whether he may.
 * @throws Refusal `not_found`, or `listing_closed` when it is withdrawn, fulfilled or expired already
 */
export async function withdraw(
  db: Db,
  actor: Actor,
  { listingId }: { listingId: number },
  clock: Clock,
): Promise<void> {
  await db.transaction(async (tx) => {
    const held = await holdById(tx, listingId)
    if (!held) throw new Refusal('not_found', { listing: listingId })
    const after = await setStatus(tx, held, statusAfter('withdraw', held.status), clock().toISOString())
    await announce(tx, [listingId])
    await leaveLine(tx, actor, clock, lineOf('withdrawn', listingId, held, after))
  })
}
