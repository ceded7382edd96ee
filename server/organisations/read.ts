import { sql, type SQL } from 'drizzle-orm'
import { rows, type Db } from '../../db/open.ts'
import type { Principal } from '../contract/people.ts'
import { Refusal } from '../refusals.ts'
import type { OwnOrganisation, PublicOrganisation } from './organisation-schema.ts'
import { requireInsider } from './permissions.ts'
import { isKnownTo, isNamedTo, readerOf } from './reader.ts'
import { followMerges } from './store.ts'

const NAMES = (table: string) => sql.raw(`json_build_object('en', ${table}.name_en, 'ka', ${table}.name_ka)`)
const INSTANT = (column: string) =>
  sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`)

/** Where a `site s` is shown to be, with the names of its areas. */
const SHOWN = sql`json_build_object('lon', st_x(s.shown), 'lat', st_y(s.shown), 'precision', s.shown_precision,
  'radiusKm', s.shown_radius_km,
  'municipality', case when mu.id is null or s.shown_precision = 'region' then null
    else json_build_object('id', mu.id, 'names', ${NAMES('mu')}) end,
  'region', case when re.id is null then null else json_build_object('id', re.id, 'names', ${NAMES('re')}) end)`

const sitesOf = (columns: SQL): SQL => sql`(
  select coalesce(json_agg(json_build_object('id', s.id, 'place', ${SHOWN}, ${columns}) order by s.id), '[]')
  from site s left join municipality mu on mu.id = s.municipality_id left join region re on re.id = mu.region_id
  where s.organisation_id = o.id)`

/**
 * An organisation as a reader may know it; of one that was merged, the one that it turned out to be.
 * @throws Refusal `not_found` when there is none or it is gone
 */
export async function readOrganisation(
  db: Db,
  principal: Principal | null,
  id: number,
): Promise<PublicOrganisation> {
  const reader = readerOf(principal)
  const [isNamed, isKnown] = [isNamedTo(reader), isKnownTo(reader)]
  const [found] = await rows<PublicOrganisation>(
    db,
    sql`select o.id, case when ${isNamed} then o.name end as name, o.kind, o.sector,
          case when ${isNamed} then o.registry_number end as "registryNumber",
          case when ${isNamed} then o.website end as website,
          case when ${isKnown} then json_build_object('email', o.contact_email, 'phone', o.contact_phone) end as contact,
          o.verified_at is not null as verified, o.completed_exchanges as "completedExchanges", o.demonstration,
          case when ${isNamed} then ${sitesOf(
            // The name of a place may tell where it is.
            sql`'name', case when s.shown_precision = 'exact' or ${isKnown} then s.name end,
                'exact', case when ${isKnown} then json_build_object('lon', st_x(s.exact), 'lat', st_y(s.exact)) end`,
          )} else '[]' end as sites,
          case when ${isNamed} then (
            select coalesce(json_agg(json_build_object('kind', p.kind, 'wasteCode', p.waste_code, 'operation', p.operation,
              'validUntil', p.valid_until, 'verified', p.verified_at is not null) order by p.waste_code, p.id), '[]')
            from permit p where p.organisation_id = o.id) else '[]' end as permits
        from organisation o where o.id = ${await followMerges(db, id)} and o.deleted_at is null`,
  )
  if (!found) throw new Refusal('not_found', { organisation: id })
  return found
}

/**
 * All of an organisation, for its own people and for facilitators.
 * @throws Refusal `not_permitted`, `not_found`
 */
export async function readOwnOrganisation(
  db: Db,
  principal: Principal,
  id: number,
): Promise<OwnOrganisation> {
  requireInsider(principal, id)
  const [found] = await rows<OwnOrganisation>(
    db,
    sql`select o.id, o.name, o.kind, o.registry_number as "registryNumber", o.sector, o.name_hidden as "nameHidden",
          o.website, o.contact_email as "contactEmail", o.contact_phone as "contactPhone",
          ${INSTANT('o.verified_at')} as "verifiedAt", o.completed_exchanges as "completedExchanges",
          o.demonstration, o.revision,
          ${sitesOf(sql`'name', s.name, 'exact', json_build_object('lon', st_x(s.exact), 'lat', st_y(s.exact)),
            'precision', s.shown_precision, 'municipality', s.municipality_id,
            'listings', (select count(*) from listing l where l.site_id = s.id)`)} as sites,
          (select coalesce(json_agg(json_build_object('id', p.id, 'kind', p.kind, 'number', p.number,
              'wasteCode', p.waste_code, 'operation', p.operation, 'validFrom', p.valid_from,
              'validUntil', p.valid_until, 'verifiedAt', ${INSTANT('p.verified_at')}) order by p.waste_code, p.id), '[]')
            from permit p where p.organisation_id = o.id) as permits
        from organisation o where o.id = ${id} and o.deleted_at is null and o.merged_into is null`,
  )
  if (!found) throw new Refusal('not_found', { organisation: id })
  return found
}
