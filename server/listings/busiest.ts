import { sql, type SQL } from 'drizzle-orm'
import { rows, type Db } from '../../db/open.ts'
import { ANYBODY } from '../organisations/reader.ts'
import { whereOf, type Filter } from './filter.ts'

/** The newest listings tell well enough where most is listed. */
const NEWEST = 2000
/** Fewer organisations would point at one of them. */
const LEAST_ORGANISATIONS = 3

/**
 * The municipality in which most of the newest public listings are shown to lie, by id: where a search that names no place
 * can be reckoned from. With a material or use, in the region in which most is listed of that; null where too few
 * organisations list anything.
 */
export async function busiestMunicipality(
  db: Db,
  sought: Pick<Filter, 'kind' | 'target'>,
): Promise<string | null> {
  const region = sought.target === undefined ? null : await busiest(db, sql`m.region_id`, sought, sql`true`)
  return busiest(db, sql`m.id`, {}, region === null ? sql`true` : sql`m.region_id = ${region}`)
}

/** By what most of the newest listings go that anybody may see. */
async function busiest(db: Db, by: SQL, filter: Filter, within: SQL): Promise<string | null> {
  const [found] = await rows<{ id: string }>(
    db,
    sql`with newest as (
          select l.organisation_id, ${by} as id
          from listing l join organisation o on o.id = l.organisation_id
            join site s on s.id = l.site_id join municipality m on m.id = s.municipality_id
          where ${whereOf(filter, ANYBODY)} and s.shown_precision <> 'region' and ${within}
          order by l.id desc limit ${NEWEST}::int)
        select id from newest group by id having count(distinct organisation_id) >= ${LEAST_ORGANISATIONS}::int
        order by count(*) desc, id limit 1`,
  )
  return found?.id ?? null
}
