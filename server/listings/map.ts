import { sql } from 'drizzle-orm'
import type { Static } from 'typebox'
import { rows, type Db } from '../../db/open.ts'
import { whereOf, type Filter } from './filter.ts'
import { STREAM } from './read.ts'
import { ANYBODY, isNamedTo, type Reader } from '../organisations/reader.ts'
import type { ListingFeature, ListingFeatures } from './map-schema.ts'

const MOST_FEATURES = 5000

type Properties = Static<typeof ListingFeature>['properties']

/** Listings for this reader as points where they are shown to be, newest first, 5,000 at most. */
export async function mapListings(
  db: Db,
  filter: Filter,
  reader: Reader = ANYBODY,
): Promise<ListingFeatures> {
  const found = await rows<Properties & { lon: number; lat: number }>(
    db,
    sql`select l.id, l.kind, l.title, case when ${isNamedTo(reader)} then o.name end as organisation,
          ${STREAM} as stream,
          (select json_build_object('kind', lm.target_kind, 'id', lm.target,
              'en', coalesce(m.name_en, u.name_en, lm.target), 'ka', coalesce(m.name_ka, u.name_ka, lm.target))
            from listing_material lm
            left join material m on lm.target_kind = 'material' and m.id = lm.target
            left join use u on lm.target_kind = 'use' and u.id = lm.target
            where lm.listing_id = l.id order by lm.factor desc, lm.target_kind, lm.target limit 1) as target,
          l.mass_tonnes as "massTonnes", s.shown_precision as precision, s.shown_radius_km as "radiusKm",
          l.provenance, l.demonstration, st_x(s.shown) as lon, st_y(s.shown) as lat
        from listing l
        join organisation o on o.id = l.organisation_id
        join site s on s.id = l.site_id
        where ${whereOf(filter, reader)}
        order by l.id desc limit ${MOST_FEATURES + 1}`,
  )
  return {
    type: 'FeatureCollection',
    truncated: found.length > MOST_FEATURES,
    features: found.slice(0, MOST_FEATURES).map(({ lon, lat, ...properties }) => ({
      type: 'Feature',
      id: properties.id,
      geometry: { type: 'Point', coordinates: [lon, lat] },
      properties,
    })),
  }
}
