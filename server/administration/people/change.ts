import type { Db } from '../../../db/open.ts'
import { settle } from '../../../db/transaction.ts'
import { actorOf } from '../../accounts/principal.ts'
import { revokeSessions } from '../../accounts/sessions/store.ts'
import { accountById, holdAccount, updateAccount, type AccountRow } from '../../accounts/store.ts'
import type { Principal, Role } from '../../contract/people.ts'
import { leaveLine, type Clock } from '../../journal/write.ts'
import { Refusal } from '../../refusals.ts'

/**
 * Gives somebody another role. It counts at once; whoever becomes a facilitator or an administrator sets up a second factor
 * first. Nobody changes his own, so that an administrator always remains.
 * @throws Refusal `not_found`, `own_account`, `demonstration_fixed`
 */
export const changeRole = (
  db: Db,
  principal: Principal,
  { accountId, role }: { accountId: number; role: Role },
  clock: Clock,
): Promise<void> =>
  onAccount(db, principal, accountId, async (tx, before) => {
    if (before.demonstration) throw new Refusal('demonstration_fixed')
    if (before.role === role) return
    await updateAccount(tx, accountId, { role })
    await leaveLine(tx, actorOf(principal), clock, {
      action: 'role_changed',
      subjectKind: 'account',
      subjectId: accountId,
      before: { role: before.role },
      after: { role },
    })
  })

/**
 * Shuts somebody out, or lets him in again. His sign-ins end at once and his tokens stop working; nothing of his is lost.
 * Doing it again changes nothing.
 * @throws Refusal `not_found`, `own_account`, `demonstration_fixed`
 */
export const suspend = (
  db: Db,
  principal: Principal,
  { accountId, suspended }: { accountId: number; suspended: boolean },
  clock: Clock,
): Promise<void> =>
  onAccount(db, principal, accountId, async (tx, before) => {
    if (before.demonstration) throw new Refusal('demonstration_fixed')
    if ((before.disabledAt !== null) === suspended) return
    const now = clock().toISOString()
    await updateAccount(tx, accountId, { disabledAt: suspended ? now : null })
    const ended = suspended ? await revokeSessions(tx, accountId, now, null) : 0
    await leaveLine(tx, actorOf(principal), clock, {
      action: suspended ? 'account_suspended' : 'account_reinstated',
      subjectKind: 'account',
      subjectId: accountId,
      ...(suspended && { after: { ended } }),
    })
  })

/**
 * Ends all sign-ins of somebody.
 * @throws Refusal `not_found`, `own_account` (one's own end under one's settings)
 */
export const signOutEverywhere = (
  db: Db,
  principal: Principal,
  accountId: number,
  clock: Clock,
): Promise<void> =>
  onAccount(db, principal, accountId, async (tx) => {
    const ended = await revokeSessions(tx, accountId, clock().toISOString(), null)
    await leaveLine(tx, actorOf(principal), clock, {
      action: 'sessions_ended',
      subjectKind: 'account',
      subjectId: accountId,
      after: { ended },
    })
  })

async function onAccount(
  db: Db,
  principal: Principal,
  accountId: number,
  work: (tx: Db, before: AccountRow) => Promise<void>,
): Promise<void> {
  if (principal.role !== 'administrator') throw new Refusal('not_permitted')
  if (accountId === principal.accountId) throw new Refusal('own_account')
  await settle(db, async (tx) => {
    const known = await accountById(tx, accountId)
    if (!known || known.erasedAt !== null) throw new Refusal('not_found', { account: accountId })
    await work(tx, await holdAccount(tx, accountId))
  })
}
