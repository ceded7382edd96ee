import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { rows, type Db } from '../../../db/open.ts'
import { account, actingConsent, membership, oneTimeToken, organisation } from '../../../db/schema/index.ts'
import type { MembershipRole } from '../../contract/people.ts'

/** An organisation that is still there; null otherwise. */
export async function liveOrganisation(db: Db, id: number): Promise<{ id: number; name: string } | null> {
  const [found] = await db
    .select({ id: organisation.id, name: organisation.name })
    .from(organisation)
    .where(and(eq(organisation.id, id), isNull(organisation.deletedAt), isNull(organisation.mergedInto)))
  return found ?? null
}

export const membersOf = (db: Db, organisationId: number) =>
  db
    .select({
      accountId: account.id,
      name: account.name,
      email: sql<string>`coalesce(${account.email}, '')`,
      role: membership.role,
      since: membership.createdAt,
    })
    .from(membership)
    .innerJoin(account, eq(account.id, membership.accountId))
    .where(eq(membership.organisationId, organisationId))
    .orderBy(membership.createdAt, account.id)

/** The memberships of an organisation, held until the transaction ends, so that two owners cannot leave at once. */
export async function holdMemberships(
  db: Db,
  organisationId: number,
): Promise<{ accountId: number; role: MembershipRole }[]> {
  await db
    .select({ id: organisation.id })
    .from(organisation)
    .where(eq(organisation.id, organisationId))
    .for('update')
  return db
    .select({ accountId: membership.accountId, role: membership.role })
    .from(membership)
    .where(eq(membership.organisationId, organisationId))
}

export const deleteMembership = async (db: Db, organisationId: number, accountId: number): Promise<void> => {
  await db
    .delete(membership)
    .where(and(eq(membership.organisationId, organisationId), eq(membership.accountId, accountId)))
}

const isOpenInvitation = (organisationId: number, now: string) =>
  and(
    eq(oneTimeToken.organisationId, organisationId),
    eq(oneTimeToken.kind, 'invitation'),
    isNull(oneTimeToken.usedAt),
    gt(oneTimeToken.expiresAt, now),
  )

export const invitationsOf = (db: Db, organisationId: number, now: string) =>
  db
    .select({
      id: oneTimeToken.hash,
      email: oneTimeToken.email,
      role: sql<MembershipRole>`${oneTimeToken.membershipRole}`,
      createdAt: oneTimeToken.createdAt,
      expiresAt: oneTimeToken.expiresAt,
    })
    .from(oneTimeToken)
    .where(isOpenInvitation(organisationId, now))
    .orderBy(oneTimeToken.createdAt)

/** Takes back open invitations of an organisation: the one named, or those to an address. Returns how many there were. */
export async function voidInvitations(
  db: Db,
  organisationId: number,
  which: { id: string } | { email: string },
  now: string,
): Promise<number> {
  const same = 'id' in which ? eq(oneTimeToken.hash, which.id) : eq(oneTimeToken.email, which.email)
  const ended = await db
    .update(oneTimeToken)
    .set({ usedAt: now })
    .where(and(isOpenInvitation(organisationId, now), same))
    .returning({ hash: oneTimeToken.hash })
  return ended.length
}

/** The consent that holds, or the last one that did. */
export async function newestConsent(
  db: Db,
  organisationId: number,
): Promise<{ id: number; givenAt: string; revokedAt: string | null } | null> {
  const [found] = await rows<{ id: number; given_at: string; revoked_at: string | null }>(
    db,
    sql`select id, given_at, revoked_at from acting_consent
        where organisation_id = ${organisationId} order by id desc limit 1`,
  )
  return found ? { id: found.id, givenAt: found.given_at, revokedAt: found.revoked_at } : null
}

export const insertConsent = async (db: Db, row: typeof actingConsent.$inferInsert): Promise<void> => {
  await db.insert(actingConsent).values(row)
}

export const revokeConsent = async (db: Db, id: number, at: string): Promise<void> => {
  await db.update(actingConsent).set({ revokedAt: at }).where(eq(actingConsent.id, id))
}
