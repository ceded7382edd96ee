import words from 'virtual:georgian'
import { m } from '#lib/paraglide/messages.js'
import { getLocale, type Locale } from '#lib/paraglide/runtime.js'
import { georgianWriter } from './georgian-writer.ts'
import { intlWriter, type Writer } from './writer.ts'

const WRITERS = { ka: georgianWriter(words), en: intlWriter('en-GB') } as const satisfies Record<
  string,
  Writer
>

const writer = (): Writer => WRITERS[getLocale()]

/** Writes in a language that need not be the reader's, for papers that stand in both. */
export const writerIn = (locale: Locale): Writer => WRITERS[locale]

/** Small figures keep a decimal, large ones none. */
const digitsFor = (value: number): number => (Math.abs(value) < 10 && !Number.isInteger(value) ? 1 : 0)

export const formatNumber = (value: number, maximumFractionDigits = digitsFor(value)): string =>
  writer().number(value, maximumFractionDigits)

/** @param share 0–1 */
export const formatPercent = (share: number): string => writer().percent(share)

/** The score as people read it: 0–100 without a sign. */
export const formatScore = (score: number): string => formatNumber(score * 100, 0)

export const formatTonnes = (tonnes: number): string => m.unit_tonnes({ amount: formatNumber(tonnes) })

/** What was weighed, to the kilogram. */
export const formatWeighed = (tonnes: number): string => m.unit_tonnes({ amount: formatNumber(tonnes, 3) })

export const formatKm = (km: number): string => writer().kilometers(km, km < 10 ? 1 : 0)

/** Emissions in kilograms, from a hundred tonnes on in tonnes. */
export const formatKgCo2e = (kg: number): string =>
  Math.abs(kg) < 100_000
    ? m.unit_kg_co2e({ amount: formatNumber(kg, 0) })
    : m.unit_t_co2e({ amount: formatNumber(kg / 1000, 0) })

/** Road kilometres that were reckoned with. */
export const formatHaul = (km: number): string => writer().kilometers(km, 1)

/** A price as its owner states it: nothing of it is rounded away. */
export const formatStated = (amount: number, currency: string): string =>
  writer().money(amount, currency, Math.abs(amount) < 1 ? 4 : 2)

/** An amount of money; the currency as its narrow symbol. */
export const formatMoney = (amount: number, currency: string): string =>
  writer().money(amount, currency, Math.abs(amount) < 10 ? 2 : 0)

export const formatPerTonne = (amount: number, currency: string): string =>
  m.unit_money_per({ amount: formatMoney(amount, currency), unit: m.unit_t() })

/** @param month 1–12 */
export const formatMonth = (month: number, length: 'long' | 'short' = 'short'): string =>
  writer().month(month, length)

export const formatList = (
  items: readonly string[],
  type: 'conjunction' | 'disjunction' = 'conjunction',
): string => writer().list(items, type)

export const formatDay = (day: string): string => writer().day(day)

/** Day and time of an instant (ISO 8601), in the zone of whoever reads. */
export function formatInstant(instant: string): string {
  const at = new Date(instant)
  if (Number.isNaN(at.getTime())) return ''
  const two = (part: number) => String(part).padStart(2, '0')
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  return `${formatDay(day)}, ${two(at.getHours())}:${two(at.getMinutes())}`
}

/** Months in words; runs are joined ("September–November"), also over the turn of the year. */
export function formatMonths(months: readonly number[]): string {
  if (months.length === 12) return m.months_all_year()
  return formatList(
    monthRuns(months).map(([from, to]) =>
      from === to ? formatMonth(from, 'long') : `${formatMonth(from, 'long')}–${formatMonth(to, 'long')}`,
    ),
  )
}

function monthRuns(months: readonly number[]): [from: number, to: number][] {
  const chosen = new Set(months)
  const before = (month: number) => (month === 1 ? 12 : month - 1)
  const after = (month: number) => (month === 12 ? 1 : month + 1)
  return [...chosen]
    .filter((month) => !chosen.has(before(month)))
    .toSorted((a, b) => a - b)
    .map((from) => {
      let to = from
      while (chosen.has(after(to))) to = after(to)
      return [from, to]
    })
}

/** @param mask bit 0 is January */
export const monthsOfMask = (mask: number): number[] =>
  Array.from({ length: 12 }, (_, index) => index + 1).filter((month) => mask & (1 << (month - 1)))

/** Orders by name. Georgian letters stand in their alphabet's order in every browser's collation. */
export const byName =
  <T>(name: (item: T) => string) =>
  (a: T, b: T): number =>
    name(a).localeCompare(name(b), getLocale())
