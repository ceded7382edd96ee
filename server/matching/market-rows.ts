import { sql, type SQL } from 'drizzle-orm'
import type { Row } from '../../db/copied-rows.ts'
import { copyRows } from '../../db/copy.ts'
import { rows, type Db } from '../../db/open.ts'
import type { MarketRow } from './listing-facts.ts'
import { readPermits } from './permits.ts'
import { readRanges, readTargets, type Parts } from './row-parts.ts'

/** All open listings, each as it arrives, in no order. Inside a transaction whose settings may be changed. */
export async function readMarket(db: Db, today: string, take: (row: MarketRow) => void): Promise<void> {
  // Compiling these queries takes longer than running them, and the other cores have the market to build.
  await rows(db, sql`set local jit = off`)
  await rows(db, sql`set local max_parallel_workers_per_gather = 0`)
  // Sites and organisations are looked up in memory instead of on the disk.
  await rows(db, sql`set local work_mem = '64MB'`)
  await readOpen(db, today, () => sql`true`, take)
}

/** Open listings with these ids; closed or unknown ones are left out. */
export async function readMarketRows(db: Db, ids: readonly number[], today: string): Promise<MarketRow[]> {
  if (ids.length === 0) return []
  const list = sql.raw(ids.map(Number).join(','))
  const found: MarketRow[] = []
  await readOpen(
    db,
    today,
    (id) => sql`${id} in (${list})`,
    (row) => found.push(row),
  )
  return found.sort((a, b) => a.id - b.id)
}

/** @param among which listings: a condition on the column that holds their id */
async function readOpen(
  db: Db,
  today: string,
  among: (id: SQL) => SQL,
  take: (row: MarketRow) => void,
): Promise<void> {
  const permits = await readPermits(db, today)
  const targets = await readTargets(db, among(sql`listing_id`))
  const ranges = await readRanges(db, among(sql`listing_id`))
  await copyRows(
    db,
    sql`select ${LISTING} from listing l join site s on s.id = l.site_id join organisation o on o.id = l.organisation_id
        where l.status = 'published' and l.hidden_at is null and l.resource_kind = 'material' and ${among(sql`l.id`)}`,
    (row) => take(listingIn(row, targets, ranges, permits)),
  )
}

/** What the market reads of a listing; everything about its place comes from `shown`. */
const LISTING = sql`l.id, l.kind, l.organisation_id, st_x(s.shown), st_y(s.shown), s.shown_radius_km, l.audience, l.provenance,
  o.verified_at is not null, o.completed_exchanges, l.waste_code, l.hazardous, l.months, l.valid_from, l.valid_until,
  l.mass_tonnes, l.minimum_lot_tonnes, l.present_operation, l.present_input, l.present_cost_per_tonne,
  l.present_cost_currency, l.price_per_tonne, l.price_currency`

/** The same, field by field, and what belongs to it. */
function listingIn(
  row: Row,
  targets: Parts<MarketRow['targets'][number]>,
  ranges: Parts<MarketRow['ranges'][number]>,
  permits: ReadonlyMap<number, string[]>,
): MarketRow {
  const id = row.int()!
  const kind = row.text() as MarketRow['kind']
  const organisation = row.int()!
  return {
    id,
    kind,
    organisation,
    lon: row.double()!,
    lat: row.double()!,
    radiusKm: row.double()!,
    audience: row.text() as MarketRow['audience'],
    provenance: row.text() as MarketRow['provenance'],
    verified: row.flag()!,
    completedExchanges: row.int()!,
    wasteCode: row.text(),
    hazardous: row.flag()!,
    months: row.int(),
    validFrom: row.day(),
    validUntil: row.day(),
    massTonnes: row.double(),
    minimumLotTonnes: row.double(),
    presentOperation: row.text(),
    presentInput: row.text(),
    presentCost: row.numeric(),
    presentCostCurrency: row.text(),
    price: row.numeric(),
    priceCurrency: row.text(),
    targets: targets.of(id),
    ranges: ranges.of(id),
    permits: permits.get(organisation) ?? NONE,
  }
}

const NONE: never[] = []
