import { randomUUID } from 'node:crypto'
import type { Db } from '../../../db/open.ts'
import { leaveLine, type Clock } from '../../journal/write.ts'
import { Refusal } from '../../refusals.ts'
import { HOUR_MS, later } from '../parts.ts'
import { self } from '../registration/register.ts'
import { hashOf, newToken } from '../tokens.ts'
import {
  holdRefreshToken,
  insertRefreshToken,
  insertSession,
  markRotated,
  revokeSession,
  touchSession,
} from './store.ts'

/** A sign-in with the refresh token that its browser gets. */
export interface OpenSession {
  sessionId: string
  accountId: number
  refreshToken: string
}

/** However often it is refreshed, a sign-in ends after this. */
const SESSION_MS = 90 * 24 * HOUR_MS
const REFRESH_MS = 30 * 24 * HOUR_MS
/** Two tabs may refresh with the same token at once. */
const GRACE_MS = 30_000

/** Begins a session; call it once password and second factor are known to be right. */
export async function openSession(
  db: Db,
  clock: Clock,
  input: { accountId: number; userAgent: string | null; withSecondFactor: boolean },
): Promise<OpenSession> {
  const now = clock().toISOString()
  const sessionId = randomUUID()
  await insertSession(db, {
    id: sessionId,
    accountId: input.accountId,
    userAgent: input.userAgent?.slice(0, 300) ?? null,
    secondFactorAt: input.withSecondFactor ? now : null,
    createdAt: now,
    lastSeenAt: now,
    expiresAt: later(clock, SESSION_MS),
  })
  await leaveLine(db, self(input.accountId), clock, sessionLine('session_opened', input.accountId, sessionId))
  return { sessionId, accountId: input.accountId, refreshToken: await issueRefresh(db, clock, sessionId) }
}

async function issueRefresh(db: Db, clock: Clock, sessionId: string): Promise<string> {
  const token = newToken()
  await insertRefreshToken(db, {
    hash: hashOf(token),
    sessionId,
    createdAt: clock().toISOString(),
    expiresAt: later(clock, REFRESH_MS),
  })
  return token
}

/**
 * Goes on with a session. The token shown is exchanged for a new one; one that comes back after its grace was stolen
 * (from here or there, nobody can tell), so the whole session ends.
 * @throws Refusal `session_ended`
 */
export async function refreshSession(db: Db, clock: Clock, token: string): Promise<OpenSession> {
  const hash = hashOf(token)
  // What ends a session must not be rolled back by the refusal, so it is thrown outside.
  const opened = await db.transaction(async (tx): Promise<OpenSession | null> => {
    const now = clock()
    const held = await holdRefreshToken(tx, hash)
    if (!held || held.revokedAt) return null
    if (isPast(held.expiresAt, now) || isPast(held.sessionExpiresAt, now)) return null
    const { sessionId, accountId } = held
    if (held.rotatedAt && now.getTime() - Date.parse(held.rotatedAt) > GRACE_MS) {
      await revokeSession(tx, accountId, sessionId, now.toISOString())
      await leaveLine(tx, self(accountId), clock, sessionLine('session_stolen', accountId, sessionId))
      return null
    }
    await markRotated(tx, hash, now.toISOString())
    await touchSession(tx, sessionId, now.toISOString())
    return { sessionId, accountId, refreshToken: await issueRefresh(tx, clock, sessionId) }
  })
  if (!opened) throw new Refusal('session_ended')
  return opened
}

const isPast = (instant: string, now: Date) => Date.parse(instant) <= now.getTime()

/** The journal's line about a session. */
export const sessionLine = (action: string, accountId: number, sessionId: string) => ({
  action,
  subjectKind: 'account',
  subjectId: accountId,
  after: { session: sessionId },
})
