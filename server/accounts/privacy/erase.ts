import type { Db } from '../../../db/open.ts'
import { tell } from '../../journal/tell.ts'
import { leaveLine } from '../../journal/write.ts'
import { refuseOwnerless } from '../members/rules.ts'
import { holdMemberships } from '../members/store.ts'
import type { AccountParts } from '../parts.ts'
import { confirmPassword } from '../password/reset.ts'
import { membershipLine, self } from '../registration/register.ts'
import { membershipsOf } from '../store.ts'
import { erasePerson } from './store.ts'

/**
 * Erases a person. His number stays, so that journal and exchanges remain true; name, address, texts and sign-ins go.
 * An organisation of which he is the last owner is handed over or erased first; facilitators hear of one that nobody is
 * left in.
 * @throws Refusal `credentials_wrong`, `last_owner`
 */
export async function eraseAccount(
  db: Db,
  input: { accountId: number; address: string; password: string },
  parts: AccountParts,
): Promise<void> {
  const { clock } = parts
  const known = await confirmPassword(db, input, parts)
  const actor = self(known.id)
  await db.transaction(async (tx) => {
    for (const { organisationId, role } of await membershipsOf(tx, known.id)) {
      const members = await holdMemberships(tx, organisationId)
      refuseOwnerless(members, known.id, null)
      await leaveLine(tx, actor, clock, membershipLine(organisationId, known.id, null, role))
      await tell(tx, actor, clock, [
        {
          kind: 'membership_changed',
          subjectKind: 'organisation',
          subjectId: organisationId,
          organisations: [organisationId],
          facilitators: members.length === 1,
          params: { account: known.id, role: null },
        },
      ])
    }
    await erasePerson(tx, known.id, known.email, clock().toISOString())
    await leaveLine(tx, actor, clock, {
      action: 'account_erased',
      subjectKind: 'account',
      subjectId: known.id,
    })
  })
}
