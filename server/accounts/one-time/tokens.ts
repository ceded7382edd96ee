import type { Db } from '../../../db/open.ts'
import type { Clock } from '../../journal/write.ts'
import { Refusal } from '../../refusals.ts'
import { HOUR_MS, later } from '../parts.ts'
import { hashOf, newToken } from '../tokens.ts'
import { findOneTime, insertOneTime, useOneTime, voidOneTime } from './store.ts'
import type { OneTimeKind, OneTimeRow } from './store.ts'

/** How long what is sent by mail works. */
export const LINK_HOURS: Record<OneTimeKind, number> = {
  verify_email: 48,
  reset_password: 1,
  change_email: 24,
  invitation: 14 * 24,
}

type Subject = Pick<OneTimeRow, 'email'> &
  Partial<Pick<OneTimeRow, 'accountId' | 'organisationId' | 'membershipRole' | 'invitedBy'>>

/** Makes a token that works once; earlier ones of the same kind for the same account stop working. */
export async function issueOneTime(
  db: Db,
  clock: Clock,
  kind: OneTimeKind,
  subject: Subject,
): Promise<string> {
  const now = clock().toISOString()
  const token = newToken()
  if (subject.accountId) await voidOneTime(db, subject.accountId, kind, now)
  await insertOneTime(db, {
    ...subject,
    hash: hashOf(token),
    kind,
    createdAt: now,
    expiresAt: later(clock, LINK_HOURS[kind] * HOUR_MS),
  })
  return token
}

/**
 * Uses a token up.
 * @throws Refusal `link_expired` when it ran out, was used, or never was
 */
export async function redeem(db: Db, clock: Clock, kind: OneTimeKind, token: string): Promise<OneTimeRow> {
  const row = await useOneTime(db, hashOf(token), kind, clock().toISOString())
  if (!row) throw new Refusal('link_expired')
  return row
}

/**
 * Looks at a token without using it.
 * @throws Refusal `link_expired`
 */
export async function inspect(db: Db, clock: Clock, kind: OneTimeKind, token: string): Promise<OneTimeRow> {
  const row = await findOneTime(db, hashOf(token), kind, clock().toISOString())
  if (!row) throw new Refusal('link_expired')
  return row
}
