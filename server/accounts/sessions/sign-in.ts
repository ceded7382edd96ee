import type { Db } from '../../../db/open.ts'
import { Refusal } from '../../refusals.ts'
import { guarded } from '../guesses/limit.ts'
import type { AccountParts } from '../parts.ts'
import type { SignInInput } from '../schema.ts'
import { checkSecondFactor } from '../second-factor/check.ts'
import { accountByEmail, type AccountRow } from '../store.ts'
import { openSession, type OpenSession } from './open.ts'

/** From where somebody signs in. */
export interface Device {
  address: string
  userAgent: string | null
}

/**
 * Signs somebody in. An unknown address, an account without a password and a wrong password are answered alike, in the
 * same time; only whoever knows the password learns more.
 * @throws Refusal `credentials_wrong`, `second_factor_needed`, `second_factor_wrong`, `email_unverified`,
 *   `account_disabled`, `too_many_guesses`
 */
export async function signIn(
  db: Db,
  input: SignInInput,
  device: Device,
  parts: AccountParts,
): Promise<OpenSession> {
  const { email, password, code } = input
  const account = await guarded(db, parts.clock, { email, address: device.address }, async () => {
    const known = await accountByEmail(db, email)
    const isRight = await parts.passwords.matches(known?.passwordHash ?? null, password)
    if (!known || !isRight) throw new Refusal('credentials_wrong')
    // A password without its code counts as a guess: otherwise it would set the count of guessed codes back.
    if (known.totpConfirmedAt && code === undefined) throw new Refusal('second_factor_needed')
    if (known.totpConfirmedAt) await checkSecondFactor(db, known, code ?? '', parts)
    return known
  })
  refuseUnusable(account, parts)
  return db.transaction((tx) =>
    openSession(tx, parts.clock, {
      accountId: account.id,
      userAgent: device.userAgent,
      withSecondFactor: account.totpConfirmedAt !== null,
    }),
  )
}

function refuseUnusable(account: AccountRow, { demonstration }: AccountParts): void {
  if (account.disabledAt || account.erasedAt || (account.demonstration && !demonstration))
    throw new Refusal('account_disabled')
  if (!account.emailVerifiedAt) throw new Refusal('email_unverified')
}
