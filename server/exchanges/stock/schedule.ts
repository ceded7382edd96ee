import type { Period } from '../../contract/words.ts'
import { daysOfMonth, daysOfYear } from './calendar.ts'

/** What is taken of one listing in one of its calendar periods, in the unit of the terms; days as ISO, both inclusive. */
export interface Slice {
  periodStart: string
  periodEnd: string
  tonnes: number
}

/** What of the terms decides when how much is moved. */
export interface Moving {
  /** In each calendar period that the terms touch. */
  tonnes: number
  period: Period
  startsOn: string
  endsOn: string
}

/** What of a listing decides how much of it there is and when. */
export interface Stock {
  period: Period
  /** Bit 0 is January; null when its owner did not say. */
  months: number | null
  validFrom: string | null
  validUntil: string | null
  /** A year, or once: tonnes of a material, all else in its own measure; null when unknown. */
  available: number | null
}

/** One period that holds everything of a listing that is there once. */
const ONCE = { periodStart: '2000-01-01', periodEnd: '9999-12-31' }
const MONTHS_A_YEAR = 12
export const ALL_MONTHS = 0xfff

/** How much of a listing there is in each of its calendar periods; null when its amount is unknown. */
export function capacityOf({ period, months, available }: Stock): number | null {
  if (available === null) return null
  return period === 'month' ? toGram(available / monthCount(months ?? ALL_MONTHS)) : toGram(available)
}

/** Whether the terms lie within the days for which a listing is valid. */
export const liesWithin = ({ startsOn, endsOn }: Moving, { validFrom, validUntil }: Stock): boolean =>
  (validFrom === null || startsOn >= validFrom) && (validUntil === null || endsOn <= validUntil)

/**
 * What the terms take of a listing in each of its calendar periods. The tonnes of one period of the terms are spread
 * evenly over the months that both the terms and the listing name, and added up by the listing's own period; so a yearly
 * amount that both count by the year stays as it is, and one that the listing counts by the month is cut into months.
 * @returns empty when no month of the terms is one of the listing
 */
export function scheduleOf(terms: Moving, stock: Stock): Slice[] {
  const touched = monthsBetween(terms.startsOn, terms.endsOn).filter(
    ({ month }) => ((stock.months ?? ALL_MONTHS) >> (month - 1)) & 1,
  )
  const inOnePeriod = Map.groupBy(touched, (month) => keyOf(month, terms.period))
  const slices = new Map<string, Slice>()
  for (const month of touched) {
    const slice = sliceOf(month, stock.period)
    const share = terms.tonnes / inOnePeriod.get(keyOf(month, terms.period))!.length
    const before = slices.get(slice.periodStart)
    slices.set(slice.periodStart, { ...slice, tonnes: (before?.tonnes ?? 0) + share })
  }
  return [...slices.values()].map((slice) => ({ ...slice, tonnes: toGram(slice.tonnes) }))
}

interface Month {
  year: number
  month: number
}

function monthsBetween(startsOn: string, endsOn: string): Month[] {
  const [first, last] = [ordinalOf(startsOn), ordinalOf(endsOn)]
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => ({
    year: Math.floor((first + n) / MONTHS_A_YEAR),
    month: ((first + n) % MONTHS_A_YEAR) + 1,
  }))
}

const ordinalOf = (day: string) => Number(day.slice(0, 4)) * MONTHS_A_YEAR + Number(day.slice(5, 7)) - 1

const keyOf = ({ year, month }: Month, period: Period): number =>
  period === 'once' ? 0 : period === 'year' ? year : year * MONTHS_A_YEAR + month

function sliceOf({ year, month }: Month, period: Period): Omit<Slice, 'tonnes'> {
  if (period === 'once') return ONCE
  const { from, until } = period === 'year' ? daysOfYear(year) : daysOfMonth(year, month)
  return { periodStart: from, periodEnd: until }
}

/** Amounts are kept to the gram, so that sums of what was cut into months compare exactly. */
export const toGram = (tonnes: number): number => Math.round(tonnes * 1e6) / 1e6

/** How many months a mask names. */
export const monthCount = (mask: number): number =>
  Array.from({ length: MONTHS_A_YEAR }, (_, bit) => (mask >> bit) & 1).reduce((sum, bit) => sum + bit, 0)
