import { sql } from 'drizzle-orm'
import { rows, type Db } from '../../../db/open.ts'

/** One listing in one of its calendar periods, as it stands after a race. */
export interface Balance {
  listing: number
  period: string
  /** Tonnes that the terms in force take of it, worked out here from the terms themselves. */
  taken: number
  /** Tonnes that the table of reservations says. */
  reserved: number
  /** Tonnes that the listing offers or takes; null when it does not say. */
  capacity: number | null
}

/** Amounts are rounded to the gram, in each period of each exchange. */
const ROUNDING_TONNES = 1e-4

/**
 * Works out anew, from listings and terms alone, what every period of these listings is taken by: by the database, month by
 * month, and in other words than the server's own reckoning. Terms count when they are sealed, not superseded, and
 * their exchange has not ended without being carried out.
 * @param asIfSealed an exchange whose terms are counted with them, to see whether they would fit
 */
export async function balancesOf(
  db: Db,
  listings: readonly number[],
  asIfSealed: number | null = null,
): Promise<Balance[]> {
  return rows<Balance>(
    db,
    sql`
    with bound as (
      select l.id as listing, l.period as counted, coalesce(l.months, 4095) as months, l.mass_tonnes, e.id as exchange,
        t.tonnes, t.period, t.starts_on, t.ends_on
      from listing l join exchange e on l.id in (e.offer_id, e.need_id)
      join terms t on t.exchange_id = e.id and t.superseded_at is null
        and (t.sealed_at is not null or e.id = ${asIfSealed}::int)
      where l.id in ${listings} and e.stage not in ('declined', 'lapsed')),
    month as (
      select bound.*, first::date as first from bound, generate_series(
          date_trunc('month', starts_on::timestamp), ends_on::timestamp, interval '1 month') as first
      where (months >> (extract(month from first)::int - 1)) & 1 = 1),
    share as (
      select listing, case counted when 'once' then date '2000-01-01' else date_trunc(counted, first::timestamp)::date end as start,
        tonnes / count(*) over (partition by listing, exchange,
          case period when 'once' then null else date_trunc(period, first::timestamp) end) as tonnes
      from month),
    taken as (select listing, start, sum(tonnes) as tonnes from share group by listing, start),
    reserved as (
      select listing_id as listing, period_start as start, sum(tonnes) as tonnes
      from allocation where listing_id in ${listings} group by listing_id, period_start)
    select l.id as listing, start::text as period, coalesce(taken.tonnes, 0)::float8 as taken,
      coalesce(reserved.tonnes, 0)::float8 as reserved,
      case l.period when 'month' then l.mass_tonnes / length(replace(coalesce(l.months, 4095)::bit(12)::text, '0', ''))
        else l.mass_tonnes end as capacity
    from taken full join reserved using (listing, start) join listing l on l.id = listing order by 1, 2`,
  )
}

/** Balances that must not be: more taken than there is, or reservations that the terms do not account for. */
export const wrongAmong = (balances: readonly Balance[]): Balance[] =>
  balances.filter(
    (balance) => Math.abs(balance.taken - balance.reserved) > ROUNDING_TONNES || isOverTaken(balance),
  )

/** Whether the terms take more than there is, by more than what is lost to rounding. */
export const isOverTaken = ({ taken, capacity }: Balance): boolean =>
  capacity !== null && taken > capacity + ROUNDING_TONNES

/** The largest share of a listing's period that is taken; 1 is all of it. */
export const fullest = (balances: readonly Balance[]): number =>
  Math.max(0, ...balances.map(({ reserved, capacity }) => (capacity ? reserved / capacity : 0)))
