import { eq, or, sql, type SQL } from 'drizzle-orm'
import { rows, type Db, type Readers } from '../../db/open.ts'
import { listing } from '../../db/schema/index.ts'
import { AUDIENCES, LISTING_KINDS, PROVENANCES } from '../contract/words.ts'
import { numbers, oneOf, readColumns, seldom, words, yesOrNo, type Column } from './columns.ts'
import { marketRows } from './market-rows.ts'
import type { MarketRow } from './listing-facts.ts'
import { NODE_KINDS } from './nodes.ts'
import type { OtherRow } from './other-facts.ts'

/** Listings of which the market reads a page at a time: few enough that a page is forgotten before it grows old in memory. */
const PAGE = 20_000

/** Whose a draft is: what its organisation brings along. */
export type Asker = Pick<MarketRow, 'organisation' | 'verified' | 'completedExchanges' | 'permits'>

/** Which listings: a condition on the column that holds their id. */
type Among = (column: SQL) => SQL

/** What the market reads of an open listing; everything about its place comes from `shown`. */
const LISTING = {
  id: numbers(sql`l.id`),
  kind: oneOf(LISTING_KINDS, sql`l.kind`),
  organisation: numbers(sql`l.organisation_id`),
  lon: numbers(sql`st_x(s.shown)`),
  lat: numbers(sql`st_y(s.shown)`),
  radiusKm: numbers(sql`s.shown_radius_km`),
  audience: oneOf(AUDIENCES, sql`l.audience`),
  provenance: oneOf(PROVENANCES, sql`l.provenance`),
  verified: yesOrNo(sql`o.verified_at is not null`),
  completedExchanges: numbers(sql`o.completed_exchanges`),
  wasteCode: seldom(words(sql`l.waste_code`)),
  hazardous: yesOrNo(sql`l.hazardous`),
  months: numbers(sql`l.months`),
  validFrom: seldom(words(sql`l.valid_from`)),
  validUntil: seldom(words(sql`l.valid_until`)),
  massTonnes: numbers(sql`l.mass_tonnes`),
  minimumLotTonnes: seldom(numbers(sql`l.minimum_lot_tonnes`)),
  presentOperation: seldom(words(sql`l.present_operation`)),
  presentInput: seldom(words(sql`l.present_input`)),
  presentCost: seldom(numbers(sql`l.present_cost_per_tonne`)),
  presentCostCurrency: seldom(words(sql`l.present_cost_currency`)),
  price: seldom(numbers(sql`l.price_per_tonne`)),
  priceCurrency: seldom(words(sql`l.price_currency`)),
} satisfies Record<Exclude<keyof MarketRow, 'targets' | 'ranges' | 'permits'>, Column>

const TARGET = {
  listing: numbers(sql`listing_id`),
  kind: oneOf(NODE_KINDS, sql`target_kind`),
  id: words(sql`target`),
  factor: numbers(sql`factor`),
}

const RANGE = {
  listing: numbers(sql`listing_id`),
  property: words(sql`property`),
  minimum: numbers(sql`minimum`),
  maximum: numbers(sql`maximum`),
}

/** The listing that an id or a ref names. */
export async function listingNamed(db: Db, name: string) {
  const id = /^[0-9]{1,9}$/.test(name) ? Number(name) : 0
  const [found] = await db
    .select({ id: listing.id, kind: listing.kind, title: listing.title })
    .from(listing)
    .where(or(eq(listing.ref, name), eq(listing.id, id)))
  return found
}

/** Open listings with these ids; closed or unknown ones are left out. */
export async function readMarketRows(db: Db, ids: readonly number[], today: string): Promise<MarketRow[]> {
  if (ids.length === 0) return []
  const list = sql.join(
    ids.map((id) => sql`${id}::int`),
    sql`, `,
  )
  return readAmong(db, await readPermits(db, today), (column) => sql`${column} in (${list})`)
}

/**
 * All open listings, page by page. Every reader is kept busy while a page is handed out, so that the database works while
 * the market does.
 */
export async function* readMarket(readers: Readers, today: string): AsyncGenerator<MarketRow[]> {
  for (const reader of readers) {
    // Compiling these wide queries takes longer than running them, and the other cores have the market to build.
    await rows(reader, sql`set local jit = off`)
    await rows(reader, sql`set local max_parallel_workers_per_gather = 0`)
    // A page is sorted and joined in memory instead of on the disk.
    await rows(reader, sql`set local work_mem = '64MB'`)
    // A page looks its own sites and organisations up by their keys instead of reading all of them once more.
    await rows(reader, sql`set local enable_hashjoin = off`)
    await rows(reader, sql`set local enable_mergejoin = off`)
  }
  const permits = await readPermits(readers[0], today)
  const [range] = await rows<{ last: number }>(
    readers[0],
    sql`select coalesce(max(id), 0)::int as last from listing`,
  )
  const pages = Math.ceil(range!.last / PAGE)
  const asked: Promise<MarketRow[]>[] = []
  const ask = (page: number) => {
    if (page >= pages) return
    const rowsOfPage = readPage(readers[page % readers.length]!, permits, page)
    // Whoever waits for an earlier page hears of its failure first.
    rowsOfPage.catch(() => {})
    asked.push(rowsOfPage)
  }
  for (let ahead = 0; ahead < readers.length; ahead++) ask(ahead)
  for (let page = 0; page < pages; page++) {
    ask(page + readers.length)
    yield await asked[page]!
    delete asked[page]
  }
}

/** Open listings whose ids fall into one stretch of numbers. */
const readPage = (db: Db, permits: ReadonlyMap<number, string[]>, page: number): Promise<MarketRow[]> =>
  readAmong(db, permits, (column) => sql`${column} > ${page * PAGE} and ${column} <= ${(page + 1) * PAGE}`)

async function readAmong(db: Db, permits: ReadonlyMap<number, string[]>, among: Among): Promise<MarketRow[]> {
  const open = sql`listing l join site s on s.id = l.site_id join organisation o on o.id = l.organisation_id
    where l.status = 'published' and l.hidden_at is null and l.resource_kind = 'material' and ${among(sql`l.id`)}`
  const [listings, targets, ranges] = await Promise.all([
    readColumns(db, LISTING, open, sql`l.id`),
    readColumns(
      db,
      TARGET,
      sql`listing_material where ${among(sql`listing_id`)}`,
      sql`listing_id, target_kind, target`,
    ),
    readColumns(
      db,
      RANGE,
      sql`listing_specification where ${among(sql`listing_id`)}`,
      sql`listing_id, property`,
    ),
  ])
  return marketRows(listings, targets, ranges, permits)
}

/** Open listings of one side of a resource that is no material, with where they are shown to be. */
export const readOtherRows = (
  db: Db,
  { resourceKind, kind }: Pick<OtherRow, 'resourceKind' | 'kind'>,
  today: string,
): Promise<OtherRow[]> => readOthers(db, sql`l.resource_kind = ${resourceKind} and l.kind = ${kind}`, today)

/** The open ones among listings that are no material; materials, closed and unknown ones are left out. */
export const readOtherRowsOf = async (db: Db, ids: readonly number[], today: string): Promise<OtherRow[]> =>
  ids.length === 0 ? [] : readOthers(db, sql`l.id in ${[...ids]} and l.resource_kind <> 'material'`, today)

const readOthers = (db: Db, which: SQL, today: string): Promise<OtherRow[]> =>
  rows<OtherRow>(
    db,
    sql`select ${OTHER} from listing l join site s on s.id = l.site_id join organisation o on o.id = l.organisation_id
        where l.status = 'published' and l.hidden_at is null and ${which}
          and coalesce(l.valid_until, ${today}::date) >= ${today}::date`,
  )

const OTHER = sql`l.id, l.kind, l.resource_kind as "resourceKind", l.organisation_id as organisation,
  st_x(s.shown) as lon, st_y(s.shown) as lat, s.shown_radius_km as "radiusKm", l.audience, l.provenance,
  o.verified_at is not null as verified, o.completed_exchanges as "completedExchanges",
  l.amount::float8 as amount, l.unit, l.period, l.months::int as months,
  l.valid_from::text as "validFrom", l.valid_until::text as "validUntil"`

/** What of an organisation bears on its drafts; null when there is none. */
export async function readAsker(db: Db, organisationId: number, today: string): Promise<Asker | null> {
  const [found] = await rows<Omit<Asker, 'permits'>>(
    db,
    sql`select id as organisation, verified_at is not null as verified, completed_exchanges as "completedExchanges"
        from organisation where id = ${organisationId}`,
  )
  if (!found) return null
  return { ...found, permits: (await readPermits(db, today)).get(organisationId) ?? [] }
}

/** Permits in force on a day, per organisation, as `CODE` or `CODE/OPERATION`. */
async function readPermits(db: Db, today: string): Promise<Map<number, string[]>> {
  const found = await rows<{ organisation: number; permit: string }>(
    db,
    sql`select organisation_id as organisation, waste_code || coalesce('/' || operation, '') as permit from permit
        where coalesce(valid_from, ${today}::date) <= ${today}::date and coalesce(valid_until, ${today}::date) >= ${today}::date
        order by organisation_id, permit`,
  )
  const byOrganisation = new Map<number, string[]>()
  for (const { organisation, permit } of found) {
    const list = byOrganisation.get(organisation)
    if (list) list.push(permit)
    else byOrganisation.set(organisation, [permit])
  }
  return byOrganisation
}

/** The oldest transaction that may still be running: everything below it is settled and readable. */
export async function readHorizon(db: Db): Promise<string> {
  const [row] = await rows<{ horizon: string }>(
    db,
    sql`select pg_snapshot_xmin(pg_current_snapshot())::text as horizon`,
  )
  return row!.horizon
}

/** Listings that settled transactions from `since` on have changed, and the horizon to go on from. */
export async function readChanges(db: Db, since: string): Promise<{ horizon: string; listings: number[] }> {
  const found = await rows<{ horizon: string; listing: number | null }>(
    db,
    sql`with horizon as (select pg_snapshot_xmin(pg_current_snapshot()) as x)
        select distinct h.x::text as horizon, c.listing_id as listing
        from horizon h left join listing_change c on c.xid >= ${since}::xid8 and c.xid < h.x`,
  )
  return { horizon: found[0]!.horizon, listings: found.flatMap(({ listing }) => listing ?? []) }
}
