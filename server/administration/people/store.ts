import { sql, type SQL } from 'drizzle-orm'
import { rows, type Db } from '../../../db/open.ts'
import type { PersonLine } from '../schema.ts'

/** An instant as ISO 8601 in UTC, whatever the session's time zone. */
const iso = (column: SQL) => sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

const STATE = sql`case when a.erased_at is not null then 'erased' when a.disabled_at is not null then 'suspended'
  when a.email_verified_at is null then 'unverified' else 'active' end`

export interface PeopleFilter {
  /** Words of a name, an address, or the name of an organisation. */
  q: string | null
  role: string | null
  state: string | null
  /** Accounts that are older than this one. */
  before: number | null
  limit: number
}

/** Accounts that pass a filter, the youngest first. */
export async function findPeople(db: Db, filter: PeopleFilter, now: string): Promise<PersonLine[]> {
  const { q, role, state, before, limit } = filter
  const conditions = [sql`true`]
  if (role !== null) conditions.push(sql`a.role = ${role}`)
  if (state !== null) conditions.push(sql`${STATE} = ${state}`)
  if (before !== null) conditions.push(sql`a.id < ${before}`)
  if (q !== null)
    conditions.push(sql`(position(lower(${q}::text) in lower(a.name)) > 0
      or position(lower(${q}::text) in coalesce(a.email, '')) > 0
      or exists (select from membership m join organisation o on o.id = m.organisation_id
        where m.account_id = a.id and position(lower(${q}::text) in lower(o.name)) > 0))`)
  return rows<PersonLine>(
    db,
    sql`select a.id, a.name, a.email, a.role, a.language, ${STATE} as state, a.demonstration,
          a.totp_confirmed_at is not null as "secondFactor", ${iso(sql`a.created_at`)} as "createdAt",
          (select ${iso(sql`max(s.last_seen_at)`)} from session s where s.account_id = a.id) as "lastSeenAt",
          (select count(*)::int from session s where s.account_id = a.id and s.revoked_at is null
            and s.expires_at > ${now}::timestamptz) as sessions,
          coalesce((select json_agg(json_build_object('organisationId', o.id, 'organisationName', o.name, 'role', m.role)
              order by o.id)
            from membership m join organisation o on o.id = m.organisation_id
            where m.account_id = a.id and o.deleted_at is null and o.merged_into is null), '[]') as memberships
        from account a where ${sql.join(conditions, sql` and `)} order by a.id desc limit ${limit}`,
  )
}
