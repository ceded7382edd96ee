import { sql } from 'drizzle-orm'
import { rows, type Db } from '../../db/open.ts'
import type { Municipalities, RegionFeatures } from './areas-schema.ts'

/** Decimal degrees kept of an outline: about a metre. */
const DECIMALS = 5

/** All regions with their names and outlines. */
export async function regionFeatures(db: Db): Promise<RegionFeatures> {
  const found = await rows<{
    id: string
    en: string
    ka: string
    geometry: RegionFeatures['features'][number]['geometry']
  }>(
    db,
    sql`select id, name_en as en, name_ka as ka, st_asgeojson(boundary, ${DECIMALS}::int)::json as geometry
        from region where boundary is not null order by id`,
  )
  return {
    type: 'FeatureCollection',
    features: found.map(({ id, en, ka, geometry }) => ({
      type: 'Feature',
      id,
      geometry,
      properties: { id, names: { en, ka } },
    })),
  }
}

/** All municipalities and towns with their seats, by id. */
export async function municipalities(db: Db): Promise<Municipalities> {
  return {
    municipalities: await rows<Municipalities['municipalities'][number]>(
      db,
      sql`select id, region_id as region, type, json_build_object('en', name_en, 'ka', name_ka) as names,
                 st_x(seat) as lon, st_y(seat) as lat, population, area_km2 as "areaKm2"
          from municipality order by id`,
    ),
  }
}
