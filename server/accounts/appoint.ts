import type { Db } from '../../db/open.ts'
import { leaveLine, type Actor, type Clock } from '../journal/write.ts'
import { issueOneTime } from './one-time/tokens.ts'
import { accountByEmail, insertAccount, plainEmail, updateAccount } from './store.ts'

/** Whoever sits at the machine. */
const COMMAND: Actor = { id: 'command:make-administrator' }

export interface Appointed {
  accountId: number
  /** With it a first password can be set; null for somebody who has one. */
  token: string | null
}

/**
 * Makes somebody an administrator, as whoever runs the machine may: the first one has nobody to ask. An unknown address
 * gets an account. Its owner sets up a second factor at the first sign-in.
 */
export async function makeAdministrator(db: Db, email: string, clock: Clock): Promise<Appointed> {
  return db.transaction(async (tx) => {
    const now = clock().toISOString()
    const known = await accountByEmail(tx, email)
    const accountId =
      known?.id ??
      (await insertAccount(tx, {
        email,
        name: plainEmail(email).split('@')[0]!,
        language: 'ka',
        role: 'administrator',
        createdAt: now,
      }))!
    await updateAccount(tx, accountId, {
      role: 'administrator',
      emailVerifiedAt: known?.emailVerifiedAt ?? now,
      disabledAt: null,
    })
    await leaveLine(tx, COMMAND, clock, {
      action: 'role_changed',
      subjectKind: 'account',
      subjectId: accountId,
      before: known && { role: known.role },
      after: { role: 'administrator' },
    })
    const token = known?.passwordHash
      ? null
      : await issueOneTime(tx, clock, 'reset_password', { accountId, email: plainEmail(email) })
    return { accountId, token }
  })
}
