import { sql } from 'drizzle-orm'
import { rows, type Db } from '../../db/open.ts'
import type { MembershipRole, Principal, Role } from '../../server/contract/people.ts'

let made = 0

/** A person of some role who belongs to some organisations, without the way in: for tests of what comes behind it. */
export async function caller(
  db: Db,
  role: Role,
  memberships: readonly { organisationId: number; role: MembershipRole }[] = [],
): Promise<Principal> {
  const email = `caller-${process.pid}-${++made}@test.example`
  const [account] = await rows<{ id: number }>(
    db,
    sql`insert into account (email, name, language, role, created_at)
        values (${email}, 'Caller', 'en', ${role}, now()) returning id`,
  )
  for (const { organisationId, role } of memberships)
    await rows(
      db,
      sql`insert into membership (organisation_id, account_id, role, created_at)
          values (${organisationId}, ${account!.id}, ${role}, now())`,
    )
  return { accountId: account!.id, role, memberships, onBehalfOf: null, scopes: null }
}

export const ownerOf = (db: Db, organisationId: number): Promise<Principal> =>
  caller(db, 'member', [{ organisationId, role: 'owner' }])
