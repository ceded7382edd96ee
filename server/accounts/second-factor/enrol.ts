import { randomInt } from 'node:crypto'
import { Secret } from 'otpauth'
import type { Db } from '../../../db/open.ts'
import { leaveLine } from '../../journal/write.ts'
import { Refusal } from '../../refusals.ts'
import { seal } from '../../secret.ts'
import { guarded } from '../guesses/limit.ts'
import type { AccountParts } from '../parts.ts'
import { confirmPassword } from '../password/reset.ts'
import { self } from '../registration/register.ts'
import { markSecondFactor, revokeSessions } from '../sessions/store.ts'
import { holdAccount, updateAccount, type AccountRow } from '../store.ts'
import { checkSecondFactor, recoveryHash, stepOf, totpOf } from './check.ts'
import { replaceRecoveryCodes } from './store.ts'

const SECRET_BYTES = 20
const RECOVERY_CODES = 10
/** Letters and digits that are not taken for each other. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'

export interface Confirmed {
  accountId: number
  address: string
  password: string
}

/**
 * Begins to set up an authenticator app; it counts once a code of it was given. Beginning again replaces what was begun.
 * @returns the secret, and the address that apps read from a QR code
 * @throws Refusal `credentials_wrong`, `second_factor_present`
 */
export async function beginSecondFactor(
  db: Db,
  input: Confirmed,
  parts: AccountParts,
): Promise<{ secret: string; uri: string }> {
  const known = await confirmPassword(db, input, parts)
  if (known.totpConfirmedAt) throw new Refusal('second_factor_present')
  const secret = new Secret({ size: SECRET_BYTES }).base32
  await updateAccount(db, known.id, { totpSecret: seal(parts.sealKey, secret), totpLastStep: null })
  return { secret, uri: totpOf(secret, known.email ?? '').toString() }
}

/**
 * Completes the set-up with the first code. The session that did it counts as having shown its factor, all others end.
 * @returns recovery codes, which are shown this once
 * @throws Refusal `second_factor_wrong`, `second_factor_present`
 */
export async function confirmSecondFactor(
  db: Db,
  input: { accountId: number; sessionId: string; code: string },
  parts: AccountParts,
): Promise<string[]> {
  const { accountId, sessionId, code } = input
  const now = parts.clock().toISOString()
  return db.transaction(async (tx) => {
    const held = await holdAccount(tx, accountId)
    if (held.totpConfirmedAt) throw new Refusal('second_factor_present')
    const step = held.totpSecret === null ? null : stepOf(held.totpSecret, code, parts)
    if (step === null) throw new Refusal('second_factor_wrong')
    await updateAccount(tx, accountId, { totpConfirmedAt: now, totpLastStep: step })
    await markSecondFactor(tx, sessionId, now)
    await revokeSessions(tx, accountId, now, sessionId)
    await leaveLine(tx, self(accountId), parts.clock, lineOf(accountId, 'second_factor_set'))
    return newRecoveryCodes(tx, accountId)
  })
}

/**
 * Takes the second factor away. Whose role needs one has to set up another before he goes on.
 * @throws Refusal `credentials_wrong`, `second_factor_wrong`
 */
export async function removeSecondFactor(
  db: Db,
  input: Confirmed & { code: string },
  parts: AccountParts,
): Promise<void> {
  const known = await confirmBoth(db, input, parts)
  await db.transaction(async (tx) => {
    await updateAccount(tx, known.id, { totpSecret: null, totpConfirmedAt: null })
    await replaceRecoveryCodes(tx, known.id, [])
    await leaveLine(tx, self(known.id), parts.clock, lineOf(known.id, 'second_factor_removed'))
  })
}

/**
 * Makes new recovery codes; the old ones stop working.
 * @throws Refusal `credentials_wrong`, `second_factor_wrong`
 */
export async function renewRecoveryCodes(
  db: Db,
  input: Confirmed & { code: string },
  parts: AccountParts,
): Promise<string[]> {
  const known = await confirmBoth(db, input, parts)
  return db.transaction(async (tx) => {
    await leaveLine(tx, self(known.id), parts.clock, lineOf(known.id, 'recovery_codes_renewed'))
    return newRecoveryCodes(tx, known.id)
  })
}

async function confirmBoth(
  db: Db,
  input: Confirmed & { code: string },
  parts: AccountParts,
): Promise<AccountRow> {
  const known = await confirmPassword(db, input, parts)
  if (!known.totpConfirmedAt) throw new Refusal('second_factor_wrong')
  const guess = { email: known.email ?? '', address: input.address }
  await guarded(db, parts.clock, guess, () => checkSecondFactor(db, known, input.code, parts))
  return known
}

async function newRecoveryCodes(tx: Db, accountId: number): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => {
    const letters = Array.from({ length: 12 }, () => ALPHABET[randomInt(ALPHABET.length)])
    return [0, 4, 8].map((start) => letters.slice(start, start + 4).join('')).join('-')
  })
  await replaceRecoveryCodes(tx, accountId, codes.map(recoveryHash))
  return codes
}

const lineOf = (accountId: number, action: string) => ({
  action,
  subjectKind: 'account',
  subjectId: accountId,
})
