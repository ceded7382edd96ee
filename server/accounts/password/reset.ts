import type { Db } from '../../../db/open.ts'
import { leaveLine } from '../../journal/write.ts'
import { pageAddress, queueMail } from '../../mail/queue.ts'
import { Refusal } from '../../refusals.ts'
import { guarded, mayMail } from '../guesses/limit.ts'
import { inspect, issueOneTime, LINK_HOURS, redeem } from '../one-time/tokens.ts'
import type { AccountParts } from '../parts.ts'
import { refuseWeak } from '../passwords.ts'
import { self } from '../registration/register.ts'
import { revokeSessions } from '../sessions/store.ts'
import { accountByEmail, accountById, updateAccount } from '../store.ts'

/** Sends a letter with which a new password can be set, if there is somebody to send it to; the answer does not tell. */
export async function askForReset(
  db: Db,
  { email, address }: { email: string; address: string },
  parts: AccountParts,
): Promise<void> {
  const { clock, baseUrl } = parts
  if (!(await mayMail(db, clock, { email, address }))) return
  await db.transaction(async (tx) => {
    const known = await accountByEmail(tx, email)
    if (!known?.email || known.disabledAt || known.demonstration) return
    const token = await issueOneTime(tx, clock, 'reset_password', { accountId: known.id, email: known.email })
    await queueMail(tx, clock, {
      kind: 'reset_password',
      to: known.email,
      accountId: known.id,
      language: known.language,
      params: {
        name: known.name,
        link: `${pageAddress(baseUrl, known.language, '/new-password')}#${token}`,
        hours: LINK_HOURS.reset_password,
      },
    })
  })
}

/**
 * Sets a new password with the token out of the letter. Whoever is signed in anywhere is signed out; a second factor
 * stays, and is asked for at the next sign-in.
 * @throws Refusal `link_expired`, `password_weak`
 */
export async function resetPassword(
  db: Db,
  { token, password }: { token: string; password: string },
  { clock, passwords }: AccountParts,
): Promise<void> {
  const hash = await passwords.hash(password)
  await db.transaction(async (tx) => {
    const { accountId, email } = await inspect(tx, clock, 'reset_password', token)
    const known = (await accountById(tx, accountId!))!
    refuseWeak(password, { email, name: known.name }, '/password')
    await redeem(tx, clock, 'reset_password', token)
    const now = clock().toISOString()
    // The letter has proved the address as well.
    await updateAccount(tx, known.id, {
      passwordHash: hash,
      emailVerifiedAt: known.emailVerifiedAt ?? now,
    })
    await revokeSessions(tx, known.id, now, null)
    await leaveLine(tx, self(known.id), clock, passwordLine(known.id, 'password_reset'))
  })
}

export interface PasswordChange {
  accountId: number
  sessionId: string | null
  address: string
  current: string
  password: string
}

/**
 * Changes the password of somebody who is signed in; his other sign-ins end.
 * @throws Refusal `credentials_wrong`, `password_weak`, `too_many_guesses`
 */
export async function changePassword(db: Db, change: PasswordChange, parts: AccountParts): Promise<void> {
  const { accountId, sessionId, password } = change
  const known = await confirmPassword(db, { ...change, password: change.current }, parts)
  refuseWeak(password, { email: known.email ?? '', name: known.name }, '/password')
  const hash = await parts.passwords.hash(password)
  await db.transaction(async (tx) => {
    await updateAccount(tx, accountId, { passwordHash: hash })
    await revokeSessions(tx, accountId, parts.clock().toISOString(), sessionId)
    await leaveLine(tx, self(accountId), parts.clock, passwordLine(accountId, 'password_changed'))
  })
}

/**
 * Makes sure that it is still its owner who sits before a screen that is signed in. A demonstration account is everybody's,
 * so nobody changes it.
 * @throws Refusal `credentials_wrong`, `demonstration_fixed`, `too_many_guesses`
 */
export async function confirmPassword(
  db: Db,
  { accountId, address, password }: { accountId: number; address: string; password: string },
  { clock, passwords }: AccountParts,
) {
  const known = (await accountById(db, accountId))!
  if (known.demonstration) throw new Refusal('demonstration_fixed')
  await guarded(db, clock, { email: known.email ?? '', address }, async () => {
    if (!(await passwords.matches(known.passwordHash, password))) throw new Refusal('credentials_wrong')
  })
  return known
}

const passwordLine = (accountId: number, action: string) => ({
  action,
  subjectKind: 'account',
  subjectId: accountId,
})
