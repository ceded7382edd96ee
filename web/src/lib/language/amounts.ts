import type { Period, Unit } from '#lib/contract.ts'
import { m } from '#lib/paraglide/messages.js'
import { formatNumber } from './format.ts'

const UNIT_NAMES = {
  t: m.unit_t,
  kg: m.unit_kg,
  m3: m.unit_m3,
  l: m.unit_l,
  piece: m.unit_piece,
  MWh: m.unit_mwh,
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

export const sayUnit = (unit: Unit): string => UNIT_NAMES[unit]()
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
