import { sql, type SQL } from 'drizzle-orm'
import { rows, type Db } from '../../db/open.ts'
import type { OrganisationLine } from './schema.ts'

const iso = (column: SQL) => sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

export interface OrganisationsFilter {
  /** Words of a name or a registry number. */
  q: string | null
  verified: boolean | null
  /** Organisations that are older than this one. */
  before: number | null
  limit: number
}

/** Organisations that pass a filter, the youngest first; those that are gone or were merged away are left out. */
export async function findOrganisations(db: Db, filter: OrganisationsFilter): Promise<OrganisationLine[]> {
  const { q, verified, before, limit } = filter
  const conditions = [sql`o.deleted_at is null`, sql`o.merged_into is null`]
  if (verified !== null) conditions.push(sql`(o.verified_at is not null) = ${verified}::boolean`)
  if (before !== null) conditions.push(sql`o.id < ${before}`)
  if (q !== null)
    conditions.push(
      sql`(position(lower(${q}::text) in lower(o.name)) > 0 or position(lower(${q}::text) in lower(coalesce(o.registry_number, ''))) > 0)`,
    )
  return rows<OrganisationLine>(
    db,
    sql`select o.id, o.name, o.kind, o.registry_number as "registryNumber", ${iso(sql`o.verified_at`)} as "verifiedAt",
          o.demonstration, ${iso(sql`o.created_at`)} as "createdAt",
          (select count(*)::int from membership m where m.organisation_id = o.id) as members,
          (select count(*)::int from membership m where m.organisation_id = o.id and m.role = 'owner') as owners,
          (select count(*)::int from listing l where l.organisation_id = o.id and l.status = 'published') as listings,
          (select count(*)::int from exchange e where o.id in (e.supplier_id, e.receiver_id)
            and e.stage not in ('completed', 'declined', 'lapsed')) as exchanges
        from organisation o where ${sql.join(conditions, sql` and `)} order by o.id desc limit ${limit}`,
  )
}
