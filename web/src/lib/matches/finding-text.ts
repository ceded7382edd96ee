import type { Finding } from '#lib/contract.ts'
import {
  formatKgCo2e,
  formatKm,
  formatMoney,
  formatMonths,
  formatNumber,
  formatPercent,
  formatPerTonne,
  formatTonnes,
  monthsOfMask,
} from '#lib/language/format.ts'
import { sayCode } from '#lib/language/say.ts'
import { m } from '#lib/paraglide/messages.js'

type Write = (value: number, currency: string) => string

const share: Write = (value) => formatPercent(value)
const perTonne: Write = (value, currency) => formatPerTonne(value, currency)
const tonnes: Write = (value) => formatTonnes(value)
const km: Write = (value) => formatKm(value)
const kg: Write = (value) => formatKgCo2e(value)
const count: Write = (value) => formatNumber(value)
const months: Write = (value) => (value > 0 ? formatMonths(monthsOfMask(value)) : m.not_known())

/** How each number of a finding is written. */
const NUMBERS: Record<string, Write> = {
  pathScore: share,
  offerFactor: share,
  needFactor: share,
  yieldRatio: (value) => formatNumber(value, 2),
  wanted: count,
  stated: count,
  offeredTonnes: tonnes,
  wantedTonnes: tonnes,
  offerLotTonnes: tonnes,
  needLotTonnes: tonnes,
  offerMonths: count,
  commonMonths: count,
  offerMask: months,
  needMask: months,
  distanceKm: km,
  breakEvenKm: km,
  reachKm: km,
  haulCost: perTonne,
  worth: perTonne,
  costPerTonneKm: (value, currency) => formatMoney(value, currency),
  avoidedDisposal: perTonne,
  avoidedPurchase: perTonne,
  processingCost: perTonne,
  net: perTonne,
  share: perTonne,
  price: perTonne,
  takerGain: perTonne,
  half: count,
  routeEmission: kg,
  inputEmission: kg,
  haulEmission: kg,
  saved: kg,
  offerTrust: share,
  needTrust: share,
}

/** Every number a sentence may ask for; what the finding does not know is written as unknown. */
function written(numbers: Finding['numbers'], currency: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(NUMBERS).map(([name, write]) => {
      const value = numbers[name]
      return [name, value === undefined ? m.not_known() : write(value, currency)]
    }),
  )
}

/** Why a criterion was judged as it was, as a sentence in the reader's language. */
export const reasonText = ({ reason, numbers }: Finding, currency: string): string =>
  sayCode('reason', reason, written(numbers, currency)) ?? reason

/** What would raise it, or null when nothing is left to gain. */
export const remedyText = ({ remedy, numbers }: Finding, currency: string): string | null =>
  remedy && (sayCode('remedy', remedy, written(numbers, currency)) ?? remedy)

/** How sure the ranking is of a score, in words. */
export function confidenceText(confidence: number): string {
  if (confidence >= 0.75) return m.confidence_high()
  return confidence >= 0.5 ? m.confidence_fair() : m.confidence_low()
}
