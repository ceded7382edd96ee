import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { rows, type Db } from '../../db/open.ts'
import { account, membership, organisation, sector, termsAcceptance } from '../../db/schema/index.ts'
import type { MembershipRole } from '../contract/people.ts'
import type { Clock } from '../journal/write.ts'

export type AccountRow = typeof account.$inferSelect

/** Addresses differ in capitals by accident only. */
export const plainEmail = (email: string): string => email.trim().toLowerCase()

export async function accountByEmail(db: Db, email: string): Promise<AccountRow | null> {
  const [found] = await db
    .select()
    .from(account)
    .where(eq(account.email, plainEmail(email)))
  return found ?? null
}

export async function accountById(db: Db, id: number): Promise<AccountRow | null> {
  const [found] = await db.select().from(account).where(eq(account.id, id))
  return found ?? null
}

/** The account, held until the transaction ends, so that two changes of it follow each other. */
export async function holdAccount(db: Db, id: number): Promise<AccountRow> {
  const [found] = await db.select().from(account).where(eq(account.id, id)).for('update')
  return found!
}

/** Adds an account; null when the address is taken, perhaps since a moment ago. */
export async function insertAccount(db: Db, row: typeof account.$inferInsert): Promise<number | null> {
  const [created] = await db
    .insert(account)
    .values({ ...row, email: row.email ? plainEmail(row.email) : null })
    .onConflictDoNothing({ target: account.email })
    .returning({ id: account.id })
  return created?.id ?? null
}

export async function updateAccount(
  db: Db,
  id: number,
  change: Partial<typeof account.$inferInsert>,
): Promise<void> {
  await db.update(account).set(change).where(eq(account.id, id))
}

export async function insertOrganisation(db: Db, row: typeof organisation.$inferInsert): Promise<number> {
  const [created] = await db.insert(organisation).values(row).returning({ id: organisation.id })
  return created!.id
}

/** Makes somebody a member, or gives a member another role. */
export async function putMembership(
  db: Db,
  clock: Clock,
  organisationId: number,
  accountId: number,
  role: MembershipRole,
): Promise<void> {
  await db
    .insert(membership)
    .values({ organisationId, accountId, role, createdAt: clock().toISOString() })
    .onConflictDoUpdate({ target: [membership.organisationId, membership.accountId], set: { role } })
}

/** The organisations that somebody belongs to; those that were deleted or merged away do not count. */
export const membershipsOf = (db: Db, accountId: number) =>
  db
    .select({
      organisationId: membership.organisationId,
      organisationName: organisation.name,
      sector: organisation.sector,
      role: membership.role,
    })
    .from(membership)
    .innerJoin(organisation, eq(organisation.id, membership.organisationId))
    .where(
      and(
        eq(membership.accountId, accountId),
        isNull(organisation.deletedAt),
        isNull(organisation.mergedInto),
      ),
    )
    .orderBy(membership.organisationId)

export async function isSector(db: Db, code: string): Promise<boolean> {
  const found = await db
    .select({ code: sector.code })
    .from(sector)
    .where(and(eq(sector.code, code), isNull(sector.retiredAt)))
  return found.length > 0
}

export async function acceptTerms(db: Db, clock: Clock, accountId: number, version: string): Promise<void> {
  await db
    .insert(termsAcceptance)
    .values({ accountId, version, acceptedAt: clock().toISOString() })
    .onConflictDoNothing()
}

export async function acceptedTerms(db: Db, accountId: number): Promise<string | null> {
  const [newest] = await db
    .select({ version: termsAcceptance.version })
    .from(termsAcceptance)
    .where(eq(termsAcceptance.accountId, accountId))
    .orderBy(desc(termsAcceptance.acceptedAt), desc(termsAcceptance.version))
    .limit(1)
  return newest?.version ?? null
}

/** Whether an organisation lets facilitators act for it. */
export async function hasConsent(db: Db, organisationId: number): Promise<boolean> {
  const [newest] = await rows<{ holds: boolean }>(
    db,
    sql`select c.revoked_at is null as holds from acting_consent c
        join organisation o on o.id = c.organisation_id and o.deleted_at is null and o.merged_into is null
        where c.organisation_id = ${organisationId} order by c.id desc limit 1`,
  )
  return newest?.holds === true
}

/** Deletes kept answers, links and sign-ins that ended before the moments named. */
export async function deleteEnded(
  db: Db,
  { answersBefore, endedBefore }: { answersBefore: string; endedBefore: string },
): Promise<void> {
  await rows(db, sql`delete from idempotency_key where created_at < ${answersBefore}`)
  await rows(db, sql`delete from one_time_token where expires_at < ${endedBefore}`)
  await rows(db, sql`delete from refresh_token where expires_at < ${endedBefore}`)
  await rows(db, sql`delete from session where expires_at < ${endedBefore} or revoked_at < ${endedBefore}`)
}
