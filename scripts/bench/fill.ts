import { sql, type SQL } from 'drizzle-orm'
import { rows, type Db } from '../../db/open.ts'
import {
  syntheticListings,
  syntheticPassages,
  SYNTHETIC_MATERIALS,
  type SyntheticListing,
} from './synthetic.ts'

const BATCH = 20_000

/** Fills an empty, migrated database with a synthetic catalogue and `count` needs, and with the flat table that the plain SQL ways search. */
export async function fill(db: Db, count: number, progress: (line: string) => void): Promise<void> {
  await db.transaction((tx) => fillIn(tx, count, progress))
  // A database that has been in use for a day was vacuumed long ago.
  await rows(db, sql`vacuum analyze`)
}

async function fillIn(db: Db, count: number, progress: (line: string) => void): Promise<void> {
  // The data are sound by construction; checking a million foreign keys would only take time.
  await rows(db, sql`set local session_replication_role = replica`)
  await fillCatalogue(db)
  let id = 0
  let batch: SyntheticListing[] = []
  for (const need of syntheticListings(count, 'need', 1)) {
    batch.push(need)
    if (batch.length === BATCH) {
      await fillBatch(db, batch, id)
      id += batch.length
      batch = []
      if (id % 100_000 === 0) progress(`${id.toLocaleString('en')} needs stored`)
    }
  }
  if (batch.length > 0) await fillBatch(db, batch, id)
  progress('indexing')
  await rows(
    db,
    sql`create table bench_need as
    select substr(lm.target, 2)::int as material, l.id as listing, s.shown::geography as place
    from listing l join listing_material lm on lm.listing_id = l.id join site s on s.id = l.site_id where l.audience = 'public'`,
  )
  await rows(db, sql`create index bench_need_place on bench_need using gist (material, place)`)
}

async function fillCatalogue(db: Db): Promise<void> {
  const materials = Array.from({ length: SYNTHETIC_MATERIALS }, (_, n) => ({ id: `m${n}` }))
  await insert(
    db,
    materials,
    sql`insert into material (id, name_en, name_ka, state, stream, origin, source)
    select id, id, id, 'solid', 'other', 'local', 'synthetic' from jsonb_to_recordset(`,
    sql`) as t(id text)`,
  )
  const compatible = syntheticPassages().map((p) => ({
    m: `m${p.material}`,
    t: `m${p.target}`,
    s: p.pathScore,
    y: p.yieldRatio,
    c: Number.isFinite(p.processingCost) ? p.processingCost : null,
    w: p.catalogueWorth,
  }))
  await insert(
    db,
    compatible,
    sql`insert into compatibility (material, target_kind, target, score, yield_t_per_t, processing_cost_per_tonne, path)
    select m, 'material', t, s, y, c, '[]' from jsonb_to_recordset(`,
    sql`) as x(m text, t text, s float8, y float8, c float8)`,
  )
  const worth = new Map(compatible.map(({ m, w }) => [m, w]))
  await insert(
    db,
    [...worth].map(([m, w]) => ({ m, w })),
    sql`insert into factor (id, kind, material, value, unit, estimate, origin, source)
    select 'worth-' || m, 'worth', m, w, 'GEL/t', true, 'local', 'synthetic' from jsonb_to_recordset(`,
    sql`) as t(m text, w float8)`,
  )
  await rows(
    db,
    sql`insert into factor (id, kind, material, value, unit, estimate, origin, source)
    select 'production-m0', 'production', 'm0', 500, 'kg CO2e/t', true, 'local', 'synthetic'`,
  )
  await rows(db, sql`insert into catalogue_state values (1, 'synthetic', now())`)
}

async function fillBatch(db: Db, batch: readonly SyntheticListing[], after: number): Promise<void> {
  const records = batch.map((l, n) => ({
    i: after + n + 1,
    o: l.organisation + 1,
    x: l.lon,
    y: l.lat,
    v: l.verified,
    e: l.exchanges,
    d: l.declared ? 'declared' : 'inferred',
    a: l.audience === 1 ? 'members' : 'public',
    t: orNull(l.massTonnes),
    k: orNull(l.minimumLotTonnes),
    m: l.months,
    c: orNull(l.presentCost),
    p: orNull(l.price),
    r: l.emissionRoute ? 'm0' : null,
  }))
  await insert(
    db,
    records,
    sql`insert into organisation (id, name, kind, verified_at, completed_exchanges, created_at) overriding system value
    select distinct on (o) o, 'Synthetic ' || o, 'business', case when v then now() end, e, now() from jsonb_to_recordset(`,
    sql`) as r(o int, v bool, e int) on conflict do nothing`,
  )
  await insert(
    db,
    records,
    sql`insert into site (id, organisation_id, exact, shown, shown_precision, shown_radius_km) overriding system value
    select i, o, st_setsrid(st_makepoint(x, y), 4326), st_setsrid(st_makepoint(x, y), 4326), 'exact', 0 from jsonb_to_recordset(`,
    sql`) as r(i int, o int, x float8, y float8)`,
  )
  await insert(
    db,
    records,
    sql`insert into listing (id, kind, resource_kind, organisation_id, site_id, status, audience, provenance, title, text_language,
      period, months, mass_tonnes, minimum_lot_tonnes, present_input, present_cost_per_tonne, present_cost_currency, price_per_tonne, price_currency,
      content_hash, created_at, updated_at) overriding system value
    select i, 'need', 'material', o, i, 'published', a, d, 'Synthetic', 'en', 'year', m, t, k, r, c, case when c is not null then 'GEL' end,
      p, case when p is not null then 'GEL' end, '', now(), now() from jsonb_to_recordset(`,
    sql`) as r(i int, o int, a text, d text, t float8, k float8, m int, c float8, p float8, r text)`,
  )
  const targets = batch.flatMap((l, n) =>
    l.targets.map((t) => ({ i: after + n + 1, t: `m${t.material}`, f: t.factor })),
  )
  await insert(
    db,
    targets,
    sql`insert into listing_material (listing_id, target_kind, target, factor)
    select i, 'material', t, f from jsonb_to_recordset(`,
    sql`) as r(i int, t text, f float8)`,
  )
  const ranges = batch.flatMap((l, n) => rangesOf(l).map((range) => ({ i: after + n + 1, ...range })))
  await insert(
    db,
    ranges,
    sql`insert into listing_specification (listing_id, property, minimum, maximum)
    select i, property, minimum, maximum from jsonb_to_recordset(`,
    sql`) as r(i int, property text, minimum float8, maximum float8)`,
  )
}

/** Property ranges of a synthetic listing, as the database has them. */
export const rangesOf = ({ moisture, purity }: SyntheticListing) => [
  ...(moisture ? [{ property: 'moisture', minimum: moisture[0], maximum: moisture[1] }] : []),
  ...(purity ? [{ property: 'purity', minimum: purity[0], maximum: purity[1] }] : []),
]

const insert = (db: Db, records: readonly unknown[], before: SQL, after: SQL) =>
  rows(db, sql`${before}${JSON.stringify(records)}::text::jsonb${after}`)

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value)
