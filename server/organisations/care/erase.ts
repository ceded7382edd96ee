import type { Db } from '../../../db/open.ts'
import { settle } from '../../../db/transaction.ts'
import { actorOf } from '../../accounts/principal.ts'
import type { Principal } from '../../contract/people.ts'
import { leaveLine, type Clock } from '../../journal/write.ts'
import { Refusal } from '../../refusals.ts'
import type { Follower } from '../followers.ts'
import { requireOwner } from '../permissions.ts'
import { holdOrganisation } from '../store.ts'
import { erase } from './store.ts'

/**
 * Takes an organisation out for good: its listings are withdrawn, its name, numbers, contacts, true places and people are
 * gone. Journal and exchanges stay, under an id that names nobody.
 * @throws Refusal `not_permitted`, `not_found`
 */
export async function eraseOrganisation(
  db: Db,
  principal: Principal,
  id: number,
  clock: Clock,
  followers: readonly Follower[],
): Promise<void> {
  requireOwner(principal, id)
  await settle(db, async (tx) => {
    if (!(await holdOrganisation(tx, id))) throw new Refusal('not_found', { organisation: id })
    const actor = actorOf(principal)
    for (const { gone } of followers) await gone?.(tx, actor, id, clock)
    await erase(tx, id, clock().toISOString())
    await leaveLine(tx, actor, clock, {
      action: 'organisation_erased',
      subjectKind: 'organisation',
      subjectId: id,
    })
  })
}
