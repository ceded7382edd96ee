import type { Db } from '../../../db/open.ts'
import { leaveLine } from '../../journal/write.ts'
import { mayMail } from '../guesses/limit.ts'
import { redeem } from '../one-time/tokens.ts'
import type { AccountParts } from '../parts.ts'
import { accountByEmail, updateAccount } from '../store.ts'
import { self, sendVerification } from './register.ts'

/**
 * Takes the token out of the letter as proof of an address.
 * @throws Refusal `link_expired`
 */
export async function verifyEmail(db: Db, token: string, { clock }: AccountParts): Promise<void> {
  await db.transaction(async (tx) => {
    const { accountId } = await redeem(tx, clock, 'verify_email', token)
    await updateAccount(tx, accountId!, { emailVerifiedAt: clock().toISOString() })
    await leaveLine(tx, self(accountId!), clock, {
      action: 'email_verified',
      subjectKind: 'account',
      subjectId: accountId!,
    })
  })
}

/** Sends the letter again, to an address that waits for it; the answer does not tell whether it does. */
export async function resendVerification(
  db: Db,
  { email, address }: { email: string; address: string },
  parts: AccountParts,
): Promise<void> {
  if (!(await mayMail(db, parts.clock, { email, address }))) return
  await db.transaction(async (tx) => {
    const waiting = await accountByEmail(tx, email)
    if (!waiting?.email || waiting.emailVerifiedAt || waiting.disabledAt) return
    await sendVerification(tx, { ...waiting, accountId: waiting.id, email: waiting.email }, parts)
  })
}
