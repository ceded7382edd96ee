import type { ListingKind, Measure, Period, ResourceKind, Unit } from '#lib/contract.ts'
import { m } from '#lib/paraglide/messages.js'
import { getLocale, type Locale } from '#lib/paraglide/runtime.js'
import { formatNumber, formatStated, writerIn } from './format.ts'

const UNIT_NAMES = {
  t: m.unit_t,
  kg: m.unit_kg,
  m3: m.unit_m3,
  l: m.unit_l,
  piece: m.unit_piece,
  MWh: m.unit_mwh,
  h: m.unit_h,
} as const satisfies Record<Unit, unknown>

const PERIOD_NAMES = {
  once: m.period_once,
  month: m.period_month,
  year: m.period_year,
} as const satisfies Record<Period, unknown>

const AMOUNTS = {
  once: m.amount_once,
  month: m.amount_per_month,
  year: m.amount_per_year,
} as const satisfies Record<Period, unknown>

export const sayUnit = (unit: Unit, locale: Locale = getLocale()): string => UNIT_NAMES[unit]({}, { locale })
export const sayPeriod = (period: Period): string => PERIOD_NAMES[period]()

/** "40 t a year" in the reader's language. */
export const formatQuantity = ({
  amount,
  unit,
  period,
}: {
  amount: number
  unit: Unit
  period: Period
}): string => AMOUNTS[period]({ amount: `${formatNumber(amount, 2)}\u00A0${sayUnit(unit)}` })

/** "25 ₾/MWh" in the reader's language. */
export const formatPrice = ({
  amount,
  currency,
  unit,
}: {
  amount: number
  currency: string
  unit: Unit
}): string => m.unit_money_per({ amount: formatStated(amount, currency), unit: sayOne(unit) })

/** What the price of a listing is called; a material's goes by the tonne. */
export function priceLabel({
  kind,
  resourceKind,
}: {
  kind: ListingKind
  resourceKind: ResourceKind
}): string {
  if (resourceKind === 'material') return kind === 'offer' ? m.price_offer() : m.price_need()
  return kind === 'offer' ? m.price_asked() : m.price_offered()
}

/** What a price is for. */
export const sayOne = (unit: Unit): string => (unit === 'piece' ? m.unit_one_piece() : sayUnit(unit))

/** What was weighed or measured, to the thousandth. */
export const formatMeasured = (amount: number, unit: Measure): string => measuredIn(getLocale(), amount, unit)

/** The same in a language that need not be the reader's. @param digits after the comma, at most */
export const measuredIn = (locale: Locale, amount: number, unit: Measure, digits = 3): string =>
  `${writerIn(locale).number(amount, digits)}\u00A0${sayUnit(unit, locale)}`
