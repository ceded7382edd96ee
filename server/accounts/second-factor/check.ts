import { Secret, TOTP } from 'otpauth'
import type { Db } from '../../../db/open.ts'
import { leaveLine } from '../../journal/write.ts'
import { Refusal } from '../../refusals.ts'
import { unseal } from '../../secret.ts'
import type { AccountParts } from '../parts.ts'
import { self } from '../registration/register.ts'
import type { AccountRow } from '../store.ts'
import { hashOf } from '../tokens.ts'
import { useRecoveryCode, useStep } from './store.ts'

export const STEP_S = 30
/** Clocks may differ by one step either way. */
const WINDOW_STEPS = 1

/** What an authenticator app is set up with (RFC 6238: SHA-1, six digits, thirty seconds: all that every app knows). */
export const totpOf = (secret: string, label: string): TOTP =>
  new TOTP({ issuer: 'Simbiozi', label, secret: Secret.fromBase32(secret), period: STEP_S, digits: 6 })

/** The time step that a code belongs to, or null when it is wrong now. */
export function stepOf(sealed: string, code: string, { clock, sealKey }: AccountParts): number | null {
  const timestamp = clock().getTime()
  const totp = totpOf(unseal(sealKey, sealed), '')
  const delta = totp.validate({ token: code.replace(/\s/g, ''), window: WINDOW_STEPS, timestamp })
  return delta === null ? null : Math.floor(timestamp / 1000 / STEP_S) + delta
}

/** What is kept of a recovery code; whoever types it may leave out hyphens and mix capitals. */
export const recoveryHash = (code: string): string => hashOf(code.toLowerCase().replace(/[^a-z0-9]/g, ''))

/**
 * Accepts a code of the authenticator, or a recovery code; neither works twice.
 * @throws Refusal `second_factor_wrong`
 */
export async function checkSecondFactor(
  db: Db,
  account: AccountRow,
  code: string,
  parts: AccountParts,
): Promise<void> {
  const step = account.totpSecret === null ? null : stepOf(account.totpSecret, code, parts)
  if (step !== null && (await useStep(db, account.id, step))) return
  const isRecovery = await db.transaction(async (tx) => {
    const used = await useRecoveryCode(tx, account.id, recoveryHash(code), parts.clock().toISOString())
    if (used)
      await leaveLine(tx, self(account.id), parts.clock, {
        action: 'recovery_code_used',
        subjectKind: 'account',
        subjectId: account.id,
      })
    return used
  })
  if (!isRecovery) throw new Refusal('second_factor_wrong')
}
