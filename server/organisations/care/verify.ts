import type { Db } from '../../../db/open.ts'
import { actorOf } from '../../accounts/principal.ts'
import type { Principal } from '../../contract/people.ts'
import { tell } from '../../journal/tell.ts'
import { leaveLine, type Clock } from '../../journal/write.ts'
import { Refusal } from '../../refusals.ts'
import { tellChanged, type Follower } from '../followers.ts'
import { requireFacilitator } from '../permissions.ts'
import { holdOrganisation, setVerified } from '../store.ts'

/**
 * A facilitator has convinced himself that an organisation is who it says it is, or takes that back. Doing it again changes
 * nothing.
 * @throws Refusal `not_permitted`, `not_found`
 */
export async function verifyOrganisation(
  db: Db,
  principal: Principal,
  { id, verified }: { id: number; verified: boolean },
  clock: Clock,
  followers: readonly Follower[],
): Promise<void> {
  requireFacilitator(principal)
  await db.transaction(async (tx) => {
    const held = await holdOrganisation(tx, id)
    if (!held) throw new Refusal('not_found', { organisation: id })
    if ((held.verifiedAt !== null) === verified) return
    await setVerified(tx, id, verified ? clock().toISOString() : null)
    await tellChanged(followers, tx, id)
    const actor = actorOf(principal)
    await leaveLine(tx, actor, clock, {
      action: verified ? 'organisation_verified' : 'organisation_unverified',
      subjectKind: 'organisation',
      subjectId: id,
    })
    if (verified)
      await tell(tx, actor, clock, [
        { kind: 'organisation_verified', subjectKind: 'organisation', subjectId: id, organisations: [id] },
      ])
  })
}
