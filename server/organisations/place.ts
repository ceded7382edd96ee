import { sql } from 'drizzle-orm'
import type { Point } from '../../db/columns.ts'
import { rows, type Db } from '../../db/open.ts'
import { site } from '../../db/schema/index.ts'
import type { SettledSite } from './site.ts'

/** A site wanted for an organisation. */
export interface Placement {
  organisationId: number
  site: SettledSite
}

/**
 * Finds the sites of organisations and creates the ones that are not there. Two placements are the same site when the
 * organisation, the exact point, the municipality and the precision are.
 * @returns site ids, in the order of the placements
 */
export async function placeSites(db: Db, placements: readonly Placement[]): Promise<number[]> {
  if (placements.length === 0) return []
  const ids = await sitesOf(db, [...new Set(placements.map(({ organisationId }) => organisationId))])
  const missing = new Map(
    placements.flatMap((placement) => {
      const key = keyOf(placement.organisationId, placement.site)
      return ids.has(key) ? [] : [[key, placement] as const]
    }),
  )
  if (missing.size > 0) {
    const created = await db
      .insert(site)
      .values([...missing.values()].map(toSiteRow))
      .returning({ id: site.id })
    for (const [index, key] of [...missing.keys()].entries()) ids.set(key, created[index]!.id)
  }
  return placements.map((placement) => ids.get(keyOf(placement.organisationId, placement.site))!)
}

async function sitesOf(db: Db, organisationIds: number[]): Promise<Map<string, number>> {
  const found = await rows<{
    id: number
    organisation: number
    municipality: string | null
    precision: SettledSite['shownPrecision']
    lon: number
    lat: number
  }>(
    db,
    sql`select id, organisation_id as organisation, municipality_id as municipality, shown_precision as precision,
               st_x(exact) as lon, st_y(exact) as lat
        from site where organisation_id in ${organisationIds} order by id desc`,
  )
  return new Map(
    found.map(({ id, organisation, municipality, precision, lon, lat }) => [
      keyOf(organisation, { municipalityId: municipality, shownPrecision: precision, exact: { lon, lat } }),
      id,
    ]),
  )
}

const keyOf = (
  organisationId: number,
  { municipalityId, shownPrecision, exact }: Pick<SettledSite, 'municipalityId' | 'shownPrecision' | 'exact'>,
) => [organisationId, municipalityId, shownPrecision, exact.lon, exact.lat].join(' ')

/** A placement as a row. */
export const toSiteRow = ({ organisationId, site: settled }: Placement): typeof site.$inferInsert => ({
  organisationId,
  municipalityId: settled.municipalityId,
  exact: ewkt(settled.exact),
  shown: ewkt(settled.shown),
  shownPrecision: settled.shownPrecision,
  shownRadiusKm: settled.shownRadiusKm,
})

const ewkt = ({ lon, lat }: Point) => `SRID=4326;POINT(${lon} ${lat})`
