import { eq, or, sql, type SQL } from 'drizzle-orm'
import { rows, type Db } from '../../db/open.ts'
import { listing } from '../../db/schema/index.ts'
import type { MarketRow } from './listing-facts.ts'
import type { OtherRow } from './other-facts.ts'
import { readPermits } from './permits.ts'

/** Whose a draft is: what its organisation brings along. */
export type Asker = Pick<MarketRow, 'organisation' | 'verified' | 'completedExchanges' | 'permits'>

/** The listing that an id or a ref names. */
export async function listingNamed(db: Db, name: string) {
  const id = /^[0-9]{1,9}$/.test(name) ? Number(name) : 0
  const [found] = await db
    .select({ id: listing.id, kind: listing.kind, title: listing.title })
    .from(listing)
    .where(or(eq(listing.ref, name), eq(listing.id, id)))
  return found
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

/** The oldest transaction that may still be running: everything below it is settled and readable. */
export async function readHorizon(db: Db): Promise<string> {
  const [row] = await rows<{ horizon: string }>(
    db,
    sql`select pg_snapshot_xmin(pg_current_snapshot())::text as horizon`,
  )
  return row!.horizon
}

export interface Changes {
  /** Where to go on from. */
  horizon: string
  listings: number[]
  /** What happened so long ago may be gone from the feed: whoever reads on from there has to begin anew. */
  isCutShort: boolean
}

/** Listings that settled transactions from `since` on have changed. */
export async function readChanges(db: Db, since: string): Promise<Changes> {
  const found = await rows<{ horizon: string; listing: number | null; isCutShort: boolean }>(
    db,
    sql`with horizon as (select pg_snapshot_xmin(pg_current_snapshot()) as x)
        select distinct h.x::text as horizon, c.listing_id as listing,
          ${since}::xid8 < ${KEPT_FROM} as "isCutShort"
        from horizon h left join listing_change c on c.xid >= ${since}::xid8 and c.xid < h.x`,
  )
  const { horizon, isCutShort } = found[0]!
  return { horizon, isCutShort, listings: found.flatMap(({ listing }) => listing ?? []) }
}

/**
 * How many transactions the change feed reaches back. Counted as its readers count, so that each can tell without a clock
 * whether it has fallen behind; a hundred thousand writes are a month of a quiet installation and minutes of the busiest.
 */
export const KEPT_TRANSACTIONS = 100_000n
/** The oldest transaction whose changes are sure to be there, below the horizon `h.x`. */
const KEPT_FROM = sql`greatest(h.x::text::bigint - ${String(KEPT_TRANSACTIONS)}::bigint, 0)::text::xid8`

/**
 * Takes out of the change feed what lies further back than it reaches, but nothing that a reader who keeps his place in
 * the database has yet to see. Harmless in several processes.
 * @returns how many changes
 */
export async function trimChanges(db: Db): Promise<number> {
  const [gone] = await rows<{ changes: number }>(
    db,
    sql`with horizon as (select pg_snapshot_xmin(pg_current_snapshot()) as x),
          gone as (
            delete from listing_change c using horizon h
            where c.xid < ${KEPT_FROM} and c.xid < coalesce((select min(p.xid) from feed_position p), h.x) returning 1)
        select count(*)::int as changes from gone`,
  )
  return gone!.changes
}
