import { sql, type SQL } from 'drizzle-orm'
import { rows, type Db } from '../../db/open.ts'
import { maskToMonths } from './months.ts'
import { ANYBODY, isNamedTo, type Reader } from '../organisations/reader.ts'
import { isVisibleTo } from './visible.ts'
import type { PublicListing } from './schema.ts'

/** The stream of the material that weighs most in a listing; null when it names uses only. */
export const STREAM = sql`(
  select m.stream from listing_material lm join material m on m.id = lm.target
  where lm.listing_id = l.id and lm.target_kind = 'material' order by lm.factor desc, m.id limit 1)`

/** An amount with its currency; `vatIncluded` is left out when its owner did not say. @param more further pairs of the object */
function moneyOf(listing: string, column: 'present_cost' | 'price', more = ''): SQL {
  const of = (part: string) => `${listing}.${column}_${part}`
  return sql.raw(`case when ${of('per_tonne')} is null then null else jsonb_strip_nulls(jsonb_build_object(
    'amount', ${of('per_tonne')}::float8, 'currency', ${of('currency')}, 'vatIncluded', ${of('vat_included')}${more})) end`)
}

/** The price that a listing states, with what it is for. @param listing alias of its table */
export const priceOf = (listing: string): SQL => moneyOf(listing, 'price', `, 'unit', ${listing}.price_unit`)

const NAMES = (table: string) => sql.raw(`json_build_object('en', ${table}.name_en, 'ka', ${table}.name_ka)`)

type Row = Omit<PublicListing, 'months'> & { months: number | null }

/** The listings among these ids that everybody may see, in the order of the ids. */
export const readPublic = (db: Db, ids: readonly number[]): Promise<PublicListing[]> =>
  readFor(db, ANYBODY, ids)

/**
 * The listings among these ids that a reader may see, in the order of the ids. `exact` positions are never read; where only
 * the region is shown the municipality is left out, and where the organisation's name is hidden from him so is what would
 * give it away.
 */
export async function readFor(db: Db, reader: Reader, ids: readonly number[]): Promise<PublicListing[]> {
  if (ids.length === 0) return []
  return readWhere(db, reader, sql`${isVisibleTo(reader)} and l.id in ${ids}`, ids)
}

/** The listings that a condition on `l`, `o` and `s` names, in the order of `ids`. */
export async function readWhere(
  db: Db,
  reader: Reader,
  where: SQL,
  ids: readonly number[],
): Promise<PublicListing[]> {
  const found = await rows<Row>(db, selectShown(isNamedTo(reader), where))
  const byId = new Map(found.map((row) => [row.id, { ...row, months: maskToMonths(row.months) }]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

const selectShown = (isNamed: SQL, where: SQL): SQL => sql`
  select l.id, case when ${isNamed} then l.ref end as ref, l.kind, l.resource_kind as "resourceKind",
    l.title, l.description, l.text_language as "textLanguage",
    json_build_object('id', o.id, 'name', case when ${isNamed} then o.name end, 'kind', o.kind,
      'sector', o.sector, 'verified', o.verified_at is not null) as organisation,
    json_build_object('lon', st_x(s.shown), 'lat', st_y(s.shown), 'precision', s.shown_precision,
      'radiusKm', s.shown_radius_km,
      'municipality', case when mu.id is null or s.shown_precision = 'region' then null
        else json_build_object('id', mu.id, 'names', ${NAMES('mu')}) end,
      'region', case when re.id is null then null
        else json_build_object('id', re.id, 'names', ${NAMES('re')}) end) as place,
    (select coalesce(json_agg(json_build_object('kind', lm.target_kind, 'id', lm.target,
        'names', json_build_object('en', coalesce(m.name_en, u.name_en, lm.target),
                                   'ka', coalesce(m.name_ka, u.name_ka, lm.target)),
        'factor', lm.factor, 'inferredFrom', lm.inferred_from)
        order by lm.factor desc, lm.target_kind, lm.target), '[]')
      from listing_material lm
      left join material m on lm.target_kind = 'material' and m.id = lm.target
      left join use u on lm.target_kind = 'use' and u.id = lm.target
      where lm.listing_id = l.id) as targets,
    ${STREAM} as stream,
    case when w.code is null then null
      else json_build_object('code', w.code, 'hazardous', w.hazardous, 'names', ${NAMES('w')}) end as "wasteCode",
    l.hazardous, l.hazard_properties as "hazardProperties",
    l.amount::float8 as amount, l.unit, l.period, l.months::int as months,
    l.valid_from::text as "validFrom", l.valid_until::text as "validUntil", l.basis,
    l.mass_tonnes as "massTonnes", l.density_kg_m3 as "densityKgM3", l.minimum_lot_tonnes as "minimumLotTonnes",
    (select coalesce(json_agg(json_build_object('property', ls.property, 'minimum', ls.minimum,
        'maximum', ls.maximum) order by ls.property), '[]')
      from listing_specification ls where ls.listing_id = l.id) as specifications,
    l.present_operation as "presentOperation", l.present_input as "presentInput",
    ${moneyOf('l', 'present_cost')} as "presentCostPerTonne", ${priceOf('l')} as "pricePerTonne",
    l.provenance, case when ${isNamed} then l.basis_note end as "basisNote",
    case when ${isNamed} then l.source_note end as "sourceNote",
    l.packaging_form as "packagingForm", l.transport,
    (select json_build_object('useCertain', bp.use_certain, 'noFurtherProcessing', bp.no_further_processing,
        'integralPart', bp.integral_part, 'lawful', bp.lawful,
        'statedAt', to_char(bp.stated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
      from by_product_statement bp where bp.listing_id = l.id) as "byProduct",
    (select coalesce(json_agg(json_build_object('id', f.id, 'purpose', f.purpose,
        'name', case when ${isNamed} then f.name end, 'mediaType', f.media_type, 'sizeBytes', f.size_bytes)
        order by f.purpose <> 'photo', f.created_at, f.id), '[]')
      from file f where f.subject_kind = 'listing' and f.subject_id = l.id
        and (f.purpose = 'photo' or ${isNamed})) as files,
 l.demonstration, l.revision,
    to_char(l.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "updatedAt"
  from listing l
  join organisation o on o.id = l.organisation_id
  join site s on s.id = l.site_id
  left join municipality mu on mu.id = s.municipality_id
  left join region re on re.id = mu.region_id
  left join waste_code w on w.code = l.waste_code
  where ${where}`
