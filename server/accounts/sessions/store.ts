import { and, desc, eq, gt, isNull, ne, sql } from 'drizzle-orm'
import { rows, type Db } from '../../../db/open.ts'
import { refreshToken, session } from '../../../db/schema/index.ts'
import type { MembershipRole, Role } from '../../contract/people.ts'

export const insertSession = async (db: Db, row: typeof session.$inferInsert): Promise<void> => {
  await db.insert(session).values(row)
}

export const insertRefreshToken = async (db: Db, row: typeof refreshToken.$inferInsert): Promise<void> => {
  await db.insert(refreshToken).values(row)
}

/** A refresh token with what decides about it, held until the transaction ends. */
export async function holdRefreshToken(db: Db, hash: string) {
  const [found] = await db
    .select({
      sessionId: session.id,
      accountId: session.accountId,
      rotatedAt: refreshToken.rotatedAt,
      expiresAt: refreshToken.expiresAt,
      sessionExpiresAt: session.expiresAt,
      revokedAt: session.revokedAt,
    })
    .from(refreshToken)
    .innerJoin(session, eq(session.id, refreshToken.sessionId))
    .where(eq(refreshToken.hash, hash))
    .for('update')
  return found ?? null
}

export const markRotated = async (db: Db, hash: string, at: string): Promise<void> => {
  await db
    .update(refreshToken)
    .set({ rotatedAt: at })
    .where(and(eq(refreshToken.hash, hash), isNull(refreshToken.rotatedAt)))
}

export const touchSession = async (db: Db, id: string, lastSeenAt: string): Promise<void> => {
  await db.update(session).set({ lastSeenAt }).where(eq(session.id, id))
}

/** Marks that a session has shown its second factor. */
export const markSecondFactor = async (db: Db, id: string, at: string | null): Promise<void> => {
  await db.update(session).set({ secondFactorAt: at }).where(eq(session.id, id))
}

const isLive = (accountId: number) => and(eq(session.accountId, accountId), isNull(session.revokedAt))

export const sessionsOf = (db: Db, accountId: number, now: string) =>
  db
    .select({
      id: session.id,
      userAgent: session.userAgent,
      createdAt: session.createdAt,
      lastSeenAt: session.lastSeenAt,
    })
    .from(session)
    .where(and(isLive(accountId), gt(session.expiresAt, now)))
    .orderBy(desc(session.lastSeenAt), session.id)

/** Ends one session of an account; whether there was one to end. */
export async function revokeSession(db: Db, accountId: number, id: string, at: string): Promise<boolean> {
  const ended = await db
    .update(session)
    .set({ revokedAt: at })
    .where(and(isLive(accountId), eq(session.id, id)))
    .returning({ id: session.id })
  await announceEnded(db, ended.length)
  return ended.length > 0
}

/** Ends all sessions of an account but the one named; returns how many. */
export async function revokeSessions(
  db: Db,
  accountId: number,
  at: string,
  except: string | null,
): Promise<number> {
  const ended = await db
    .update(session)
    .set({ revokedAt: at })
    .where(except === null ? isLive(accountId) : and(isLive(accountId), ne(session.id, except)))
    .returning({ id: session.id })
  await announceEnded(db, ended.length)
  return ended.length
}

/** What goes on for as long as somebody is signed in ends with his sign-in, in every process. */
async function announceEnded(db: Db, ended: number): Promise<void> {
  if (ended > 0) await rows(db, sql`select pg_notify('session_ended', '')`)
}

export interface CallerRow {
  account_id: number
  role: Role
  demonstration: boolean
  has_second_factor: boolean
  showed_second_factor: boolean
  accepted_terms: boolean
  memberships: { organisationId: number; role: MembershipRole }[]
}

const callerColumns = (terms: string) => sql`
  a.id as account_id, a.role, a.demonstration, a.totp_confirmed_at is not null as has_second_factor,
  exists (select from terms_acceptance t where t.account_id = a.id and t.version = ${terms}) as accepted_terms,
  coalesce((select json_agg(json_build_object('organisationId', m.organisation_id, 'role', m.role)
                            order by m.organisation_id)
            from membership m join organisation o on o.id = m.organisation_id
            where m.account_id = a.id and o.deleted_at is null and o.merged_into is null), '[]') as memberships`
const IS_ADMITTED = sql`a.disabled_at is null and a.erased_at is null and a.email_verified_at is not null`

/** Who a session belongs to, while it lives and its account may be used. */
export async function callerBySession(
  db: Db,
  sessionId: string,
  accountId: number,
  now: string,
  terms: string,
): Promise<CallerRow | null> {
  const [found] = await rows<CallerRow>(
    db,
    sql`select ${callerColumns(terms)}, s.second_factor_at is not null as showed_second_factor
        from session s join account a on a.id = s.account_id
        where s.id = ${sessionId} and a.id = ${accountId} and s.revoked_at is null
          and s.expires_at > ${now} and ${IS_ADMITTED}`,
  )
  return found ?? null
}

/** Which of these sign-ins live, and belong to accounts that may be used. */
export async function liveSessions(db: Db, ids: readonly string[], now: string): Promise<Set<string>> {
  const found = await rows<{ id: string }>(
    db,
    sql`select s.id from session s join account a on a.id = s.account_id
        where s.id in ${ids} and s.revoked_at is null and s.expires_at > ${now} and ${IS_ADMITTED}`,
  )
  return new Set(found.map(({ id }) => id))
}

/** Notes that a token was used, to the minute. */
export async function touchApiToken(db: Db, id: number, now: string): Promise<void> {
  await rows(
    db,
    sql`update api_token set last_used_at = ${now}
        where id = ${id} and (last_used_at is null or last_used_at < ${now}::timestamptz - interval '1 minute')`,
  )
}

/** Who an API token belongs to, while both may be used. */
export async function callerByApiToken(
  db: Db,
  hash: string,
  now: string,
  terms: string,
): Promise<(CallerRow & { token_id: number; scopes: ('read' | 'write')[] }) | null> {
  const [found] = await rows<CallerRow & { token_id: number; scopes: ('read' | 'write')[] }>(
    db,
    sql`select ${callerColumns(terms)}, true as showed_second_factor, t.id as token_id, to_json(t.scopes) as scopes
        from api_token t join account a on a.id = t.account_id
        where t.hash = ${hash} and t.revoked_at is null and t.expires_at > ${now} and ${IS_ADMITTED}`,
  )
  return found ?? null
}
