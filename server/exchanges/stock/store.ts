import { sql } from 'drizzle-orm'
import { rows, type Db } from '../../../db/open.ts'
import { allocation } from '../../../db/schema/index.ts'
import { inMeasure, measureOf, type Measure } from '../../contract/measures.ts'
import type { ListingKind, ResourceKind, Unit } from '../../contract/words.ts'
import { ALL_MONTHS, monthCount, toGram, type Slice, type Stock } from './schedule.ts'

/** A listing as far as reserving of it goes. */
export interface StoredStock extends Stock {
  id: number
  kind: ListingKind
  resourceKind: ResourceKind
  status: string
  /** As its owner states the amount; null when he states none. */
  unit: Unit | null
  /** In what it is counted; null when its amount is unknown. */
  measure: Measure | null
}

/** A listing of which more is agreed in one of its periods than there is. */
export interface Excess {
  listing: number
  periodStart: string
  agreed: number
}

const COLUMNS = sql`id, kind, resource_kind as "resourceKind", status, period, months::int as months,
  valid_from::text as "validFrom", valid_until::text as "validUntil", mass_tonnes as "massTonnes",
  amount::float8 as amount, unit`

type StockRow = Omit<StoredStock, 'measure' | 'available'> & {
  massTonnes: number | null
  amount: number | null
}

/** Materials are counted in tonnes, all else in what its owner measures it in. */
function stockOf({ massTonnes, amount, ...row }: StockRow): StoredStock {
  const { months, period, resourceKind, unit } = row
  if (resourceKind === 'material') return { ...row, measure: 't', available: massTonnes }
  if (amount === null || unit === null) return { ...row, unit: null, measure: null, available: null }
  const times = period === 'month' ? monthCount(months ?? ALL_MONTHS) : 1
  return { ...row, measure: measureOf(unit), available: inMeasure(amount, unit) * times }
}

/**
 * Listings, locked until the transaction ends, in the order of their ids, so that two such transactions cannot wait for
 * each other. The lock lets others refer to the rows meanwhile.
 */
export async function holdStock(db: Db, listingIds: readonly number[]): Promise<StoredStock[]> {
  if (listingIds.length === 0) return []
  const held = await rows<StockRow>(
    db,
    sql`select ${COLUMNS} from listing where id in ${listingIds} order by id for no key update`,
  )
  return held.map(stockOf)
}

/** The same, without a lock. */
export async function readStock(db: Db, listingIds: readonly number[]): Promise<StoredStock[]> {
  if (listingIds.length === 0) return []
  const found = await rows<StockRow>(
    db,
    sql`select ${COLUMNS} from listing where id in ${listingIds} order by id`,
  )
  return found.map(stockOf)
}

/** Which of these listings anything is reserved of; as many as a file may hold. */
export async function reservedAmong(db: Db, listingIds: readonly number[]): Promise<number[]> {
  if (listingIds.length === 0) return []
  const found = await rows<{ id: number }>(
    db,
    sql`select distinct listing_id as id from allocation where listing_id = any(${`{${listingIds.join(',')}}`}::int[])`,
  )
  return found.map(({ id }) => id)
}

/** What is reserved of a listing in a unit by the first day of its calendar periods: by one exchange, and by all others together. */
export async function reservedByPeriod(
  db: Db,
  listingId: number,
  exchangeId: number,
  unit: Measure,
): Promise<Map<string, { here: number; elsewhere: number }>> {
  const found = await rows<{ periodStart: string; here: number; elsewhere: number }>(
    db,
    sql`select period_start::text as "periodStart",
          coalesce(sum(tonnes) filter (where exchange_id = ${exchangeId}), 0)::float8 as here,
          coalesce(sum(tonnes) filter (where exchange_id <> ${exchangeId}), 0)::float8 as elsewhere
        from allocation where listing_id = ${listingId} and unit = ${unit} group by period_start`,
  )
  return new Map(found.map(({ periodStart, ...reserved }) => [periodStart, reserved]))
}

/** Replaces what an exchange has reserved from a day on; what lies wholly before it stays. */
export async function replaceAllocations(
  db: Db,
  exchangeId: number,
  from: string,
  reserved: readonly (Slice & { listingId: number; unit: Measure })[],
): Promise<void> {
  await rows(
    db,
    sql`delete from allocation where exchange_id = ${exchangeId} and period_end >= ${from}::date`,
  )
  if (reserved.length === 0) return
  await db
    .insert(allocation)
    .values(reserved.map(({ tonnes, ...slice }) => ({ ...slice, exchangeId, tonnes: tonnes.toFixed(6) })))
}

/** Gives back what an exchange has reserved and not moved. */
export async function releaseRemainder(db: Db, exchangeId: number): Promise<void> {
  await rows(
    db,
    sql`update allocation a set tonnes = least(a.tonnes, (
          select coalesce(sum(s.tonnes), 0) from shipment s
          where s.exchange_id = a.exchange_id and s.state <> 'replaced'
            and s.moved_on between a.period_start and a.period_end))
        where a.exchange_id = ${exchangeId}`,
  )
  await rows(db, sql`delete from allocation where exchange_id = ${exchangeId} and tonnes <= 0`)
}

/** The first listing and period of which more is reserved than there is, as the database sums it up; null when all fits. */
export async function findExcess(
  db: Db,
  capacities: readonly { listing: number; tonnes: number; unit: Measure }[],
): Promise<Excess | null> {
  if (capacities.length === 0) return null
  const known = sql.join(
    capacities.map(
      ({ listing, tonnes, unit }) => sql`(${listing}::int, ${tonnes.toFixed(6)}::numeric, ${unit}::text)`,
    ),
    sql`, `,
  )
  const [found] = await rows<Excess>(
    db,
    sql`select a.listing_id as listing, a.period_start::text as "periodStart", sum(a.tonnes)::float8 as agreed
        from allocation a join (values ${known}) as c(listing, tonnes, unit)
          on c.listing = a.listing_id and c.unit = a.unit
        group by a.listing_id, a.period_start, c.tonnes having sum(a.tonnes) > c.tonnes
        order by a.listing_id, a.period_start limit 1`,
  )
  return found ?? null
}

/** Periods of which something is reserved that a listing, counted by `period`, does not have. */
export async function hasForeignPeriods(db: Db, { id, period }: StoredStock): Promise<boolean> {
  const days = { once: 3660, year: 366, month: 31 }
  const least = { once: 3660, year: 365, month: 28 }
  const [found] = await rows<{ foreign: boolean }>(
    db,
    sql`select exists (select from allocation where listing_id = ${id}
          and (period_end - period_start + 1 < ${least[period]}
            or (${period} <> 'once' and period_end - period_start + 1 > ${days[period]}))) as foreign`,
  )
  return found!.foreign
}

/** Whether anything is reserved of a listing in another unit than it is counted in. */
export async function hasOtherUnits(db: Db, id: number, measure: Measure): Promise<boolean> {
  const found = await rows(
    db,
    sql`select 1 from allocation where listing_id = ${id} and unit <> ${measure} limit 1`,
  )
  return found.length > 0
}

/** What an exchange has moved in a calendar period that it has reserved less of. */
export async function movedBeyondReserved(db: Db, exchangeId: number): Promise<number | null> {
  const [found] = await rows<{ moved: number }>(
    db,
    sql`select moved::float8 as moved from (
          select a.listing_id, a.period_start, a.tonnes, (select coalesce(sum(s.tonnes), 0) from shipment s
            where s.exchange_id = a.exchange_id and s.state <> 'replaced'
              and s.moved_on between a.period_start and a.period_end) as moved
          from allocation a where a.exchange_id = ${exchangeId}) as reserved
        where moved > tonnes order by moved desc limit 1`,
  )
  return found ? toGram(found.moved) : null
}
