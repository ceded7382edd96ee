import { formatNumber, formatPerTonne } from '#lib/language/format.ts'
import { m } from '#lib/paraglide/messages.js'
import type { UsedFactor } from './working.ts'

/** Digits that a factor keeps behind the point: as its source has it. */
const FACTOR_DIGITS = 5

/** A factor with its unit, in the reader's language; a unit that no factor had yet stays as it is. */
export function sayFactor({ value, unit }: Pick<UsedFactor, 'value' | 'unit'>): string {
  const amount = formatNumber(value, FACTOR_DIGITS)
  if (unit === 'kg CO2e/t') return m.factor_kg_per_tonne({ amount })
  if (unit === 'kg CO2e/(t·km)') return m.factor_kg_per_tonne_km({ amount })
  const perTonne = /^([A-Z]{3})\/t$/.exec(unit)?.[1]
  if (perTonne) return formatPerTonne(value, perTonne)
  const currency = /^([A-Z]{3})\/\(t·km\)$/.exec(unit)?.[1]
  return currency ? m.factor_money_per_tonne_km({ amount: `${amount} ${currency}` }) : `${amount} ${unit}`
}
