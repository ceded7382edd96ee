import { violationOf } from '../../../db/violations.ts'
import type { Db } from '../../../db/open.ts'
import { leaveLine } from '../../journal/write.ts'
import { pageAddress, queueMail } from '../../mail/queue.ts'
import { Refusal } from '../../refusals.ts'
import { mayMail } from '../guesses/limit.ts'
import { issueOneTime, LINK_HOURS, redeem } from '../one-time/tokens.ts'
import type { AccountParts } from '../parts.ts'
import { confirmPassword } from '../password/reset.ts'
import { self } from '../registration/register.ts'
import { accountByEmail, accountById, plainEmail, updateAccount } from '../store.ts'

export interface EmailChange {
  accountId: number
  address: string
  email: string
  password: string
}

/**
 * Begins a change of address: a letter goes to the new one, and nothing changes before it is answered. Whether the new
 * one belongs to somebody already is not told.
 * @throws Refusal `credentials_wrong`, `too_many_guesses`
 */
export async function askForEmail(db: Db, change: EmailChange, parts: AccountParts): Promise<void> {
  const { clock, baseUrl } = parts
  const email = plainEmail(change.email)
  const { id, name, language } = await confirmPassword(db, change, parts)
  if (!(await mayMail(db, clock, { email, address: change.address }))) return
  await db.transaction(async (tx) => {
    if (await accountByEmail(tx, email)) return
    const token = await issueOneTime(tx, clock, 'change_email', { accountId: id, email })
    await queueMail(tx, clock, {
      kind: 'change_email',
      to: email,
      accountId: id,
      language,
      params: {
        name,
        link: `${pageAddress(baseUrl, language, '/verify')}?email#${token}`,
        hours: LINK_HOURS.change_email,
      },
    })
  })
}

/**
 * Completes a change of address; the old one is told.
 * @throws Refusal `link_expired`, also when the address went to somebody else meanwhile
 */
export async function changeEmail(db: Db, token: string, { clock }: AccountParts): Promise<void> {
  try {
    await db.transaction(async (tx) => {
      const { accountId, email } = await redeem(tx, clock, 'change_email', token)
      const before = (await accountById(tx, accountId!))!
      await updateAccount(tx, before.id, { email, emailVerifiedAt: clock().toISOString() })
      if (before.email)
        await queueMail(tx, clock, {
          kind: 'email_changed',
          to: before.email,
          accountId: before.id,
          language: before.language,
          params: { name: before.name },
        })
      await leaveLine(tx, self(before.id), clock, {
        action: 'email_changed',
        subjectKind: 'account',
        subjectId: before.id,
      })
    })
  } catch (error) {
    if (violationOf(error)?.kind === 'unique') throw new Refusal('link_expired')
    throw error
  }
}
