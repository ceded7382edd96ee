import type { Db } from '../../../db/open.ts'
import { settle } from '../../../db/transaction.ts'
import { actorOf } from '../../accounts/principal.ts'
import type { Principal } from '../../contract/people.ts'
import { leaveLine, type Clock } from '../../journal/write.ts'
import { Refusal } from '../../refusals.ts'
import { tellChanged, type Follower } from '../followers.ts'
import { requireFacilitator } from '../permissions.ts'
import { holdOrganisation } from '../store.ts'
import { handOver, haveDealt } from './store.ts'

/**
 * Two entries turn out to be one organisation: everything of the one belongs to the other from now on, its people, sites,
 * listings and exchanges. The journal keeps what was done under the old id.
 * @throws Refusal `not_permitted`, `not_found`, `merge_with_itself`; `merge_between_partners` when they dealt with each other
 */
export async function mergeOrganisations(
  db: Db,
  principal: Principal,
  { from, into }: { from: number; into: number },
  clock: Clock,
  followers: readonly Follower[],
): Promise<void> {
  requireFacilitator(principal)
  if (from === into) throw new Refusal('merge_with_itself')
  await settle(db, async (tx) => {
    // In one order, so that two merges cannot wait for each other.
    for (const id of [from, into].toSorted((a, b) => a - b))
      if (!(await holdOrganisation(tx, id))) throw new Refusal('not_found', { organisation: id })
    if (await haveDealt(tx, from, into)) throw new Refusal('merge_between_partners')
    const actor = actorOf(principal)
    for (const { merged } of followers) await merged?.(tx, actor, { from, into }, clock)
    await handOver(tx, from, into)
    await tellChanged(followers, tx, into)
    await leaveLine(tx, actor, clock, {
      action: 'organisation_merged',
      subjectKind: 'organisation',
      subjectId: from,
      after: { into },
    })
  })
}
