import type { Db } from '../../../db/open.ts'
import { leaveLine, type Clock } from '../../journal/write.ts'
import { Refusal } from '../../refusals.ts'
import { isoOf } from '../parts.ts'
import { self } from '../registration/register.ts'
import { hashOf } from '../tokens.ts'
import { sessionLine } from './open.ts'
import { holdRefreshToken, revokeSession, revokeSessions, sessionsOf } from './store.ts'

/** Ends one session of an account. @throws Refusal `not_found` */
export async function endSession(
  db: Db,
  input: { accountId: number; sessionId: string },
  clock: Clock,
): Promise<void> {
  await db.transaction(async (tx) => {
    const { accountId, sessionId } = input
    if (!(await revokeSession(tx, accountId, sessionId, clock().toISOString())))
      throw new Refusal('not_found')
    await leaveLine(tx, self(accountId), clock, sessionLine('session_ended', accountId, sessionId))
  })
}

/** Ends the session that a browser still holds a refresh token of, although its access token has run out. */
export async function endSessionOf(db: Db, token: string, clock: Clock): Promise<void> {
  await db.transaction(async (tx) => {
    const held = await holdRefreshToken(tx, hashOf(token))
    if (!held || held.revokedAt) return
    await revokeSession(tx, held.accountId, held.sessionId, clock().toISOString())
    await leaveLine(
      tx,
      self(held.accountId),
      clock,
      sessionLine('session_ended', held.accountId, held.sessionId),
    )
  })
}

/** Ends the sessions of an account everywhere, at once, except the one named. */
export async function endSessions(
  db: Db,
  input: { accountId: number; except: string | null },
  clock: Clock,
): Promise<void> {
  await db.transaction(async (tx) => {
    const ended = await revokeSessions(tx, input.accountId, clock().toISOString(), input.except)
    await leaveLine(tx, self(input.accountId), clock, {
      action: 'sessions_ended',
      subjectKind: 'account',
      subjectId: input.accountId,
      after: { ended },
    })
  })
}

/** The sign-ins that an account has open, the one that was used last first. */
export async function listSessions(
  db: Db,
  input: { accountId: number; current: string | null },
  clock: Clock,
) {
  const found = await sessionsOf(db, input.accountId, clock().toISOString())
  return found.map((session) => ({
    ...session,
    createdAt: isoOf(session.createdAt),
    lastSeenAt: isoOf(session.lastSeenAt),
    current: session.id === input.current,
  }))
}
