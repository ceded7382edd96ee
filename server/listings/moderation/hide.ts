import type { Db } from '../../../db/open.ts'
import { actorOf } from '../../accounts/principal.ts'
import type { Principal } from '../../contract/people.ts'
import { tell } from '../../journal/tell.ts'
import { leaveLine, type Clock } from '../../journal/write.ts'
import { Refusal } from '../../refusals.ts'
import { lineOf } from '../line.ts'
import { requireFacilitator } from '../permissions.ts'
import { announce, holdById, setHidden } from '../store.ts'
import { settleReports } from './store.ts'

/**
 * A facilitator takes a listing out of everybody's sight, with a reason that its owner reads; open reports on it are
 * settled by that.
 * @throws Refusal `not_permitted`, `not_found`, `already_hidden`
 */
export async function hideListing(
  db: Db,
  principal: Principal,
  { listingId, reason }: { listingId: number; reason: string },
  clock: Clock,
): Promise<void> {
  requireFacilitator(principal)
  await db.transaction(async (tx) => {
    const held = await holdById(tx, listingId)
    if (!held) throw new Refusal('not_found', { listing: listingId })
    if (held.hiddenAt !== null) throw new Refusal('already_hidden')
    const at = clock().toISOString()
    const after = await setHidden(tx, held, { at, reason }, at)
    await settleReports(tx, { listingId }, { as: 'hidden', by: principal.accountId, at })
    await announce(tx, [listingId])
    const actor = actorOf(principal)
    await leaveLine(tx, actor, clock, lineOf('hidden', listingId, held, after))
    await tell(tx, actor, clock, [
      {
        kind: 'listing_hidden',
        subjectKind: 'listing',
        subjectId: listingId,
        organisations: [held.organisationId],
        params: { hidden: true },
      },
    ])
  })
}

/**
 * A facilitator shows a hidden listing again. One that is not hidden stays as it is.
 * @throws Refusal `not_permitted`, `not_found`
 */
export async function restoreListing(
  db: Db,
  principal: Principal,
  { listingId }: { listingId: number },
  clock: Clock,
): Promise<void> {
  requireFacilitator(principal)
  await db.transaction(async (tx) => {
    const held = await holdById(tx, listingId)
    if (!held) throw new Refusal('not_found', { listing: listingId })
    if (held.hiddenAt === null) return
    const after = await setHidden(tx, held, null, clock().toISOString())
    await announce(tx, [listingId])
    const actor = actorOf(principal)
    await leaveLine(tx, actor, clock, lineOf('restored', listingId, held, after))
    await tell(tx, actor, clock, [
      {
        kind: 'listing_hidden',
        subjectKind: 'listing',
        subjectId: listingId,
        organisations: [held.organisationId],
        params: { hidden: false },
      },
    ])
  })
}
