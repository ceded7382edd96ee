import { sql } from 'drizzle-orm'
import { rows, type Db } from '../../../db/open.ts'
import { consents } from '../queue/store.ts'

/** An organisation as facilitators look it up. */
export interface DeskOrganisation {
  id: number
  name: string
  demonstration: boolean
  /** Whether it lets facilitators act for it. */
  consents: boolean
  /** How many people belong to it. */
  members: number
}

export interface OrganisationFilter {
  id?: number | undefined
  /** A part of the name. */
  text?: string | undefined
  consents?: boolean | undefined
  after: number
  limit: number
}

const LIKE_SIGNS = /[\\%_]/g

/** Organisations that are there, the oldest first. */
export async function findDeskOrganisations(
  db: Db,
  { id, text, consents: wanted, after, limit }: OrganisationFilter,
): Promise<DeskOrganisation[]> {
  const conditions = [sql`o.deleted_at is null and o.merged_into is null and o.id > ${after}::int`]
  if (id !== undefined) conditions.push(sql`o.id = ${id}`)
  if (text) conditions.push(sql`o.name ilike ${`%${text.replace(LIKE_SIGNS, '\\$&')}%`}`)
  if (wanted !== undefined) conditions.push(sql`${consents(sql`o.id`)} = ${wanted}::boolean`)
  return rows<DeskOrganisation>(
    db,
    sql`select o.id, o.name, o.demonstration, ${consents(sql`o.id`)} as consents,
          (select count(*)::int from membership m where m.organisation_id = o.id) as members
        from organisation o where ${sql.join(conditions, sql` and `)} order by o.id limit ${limit}`,
  )
}
