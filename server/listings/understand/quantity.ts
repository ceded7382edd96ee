import type { Period, ResourceKind, Unit } from '../../contract/words.ts'
import type { Word } from '../../materials/reading/words.ts'
import { numeralAt, type Numeral } from './numerals.ts'
import { rhythmIn, type Rhythm } from './period.ts'
import { measureAt } from './units.ts'
import type { Run, Said } from './words-found.ts'

export interface Quantity {
  amount: number
  unit: Unit
  period: Period
  /** The text gives no exact amount: truckloads, a range, something daily or weekly. */
  isEstimate: boolean
}

/** How often a rhythm that listings do not have comes in a year. */
const TIMES_A_YEAR = { day: 365, week: 52 } as const
const MONTHS_A_YEAR = 12
const MOST = 1e9
/** A larger whole number before a thing is rather a code of it. */
const MOST_PIECES = 99_999
const MONEY = /^(gel|eur|usd|gbp|euro|dollar|lari|ლარ|თეთრ|ევრო|დოლარ)/u

/**
 * The first amount with a unit in a text. What comes daily or weekly is reckoned up to a year, over the months that are
 * named if any are; volumes stay volumes. Nothing said of how often means a year, the rhythm of most by-products.
 * @param months that the text names, 1–12
 * @param kind of what is listed, where that is known
 * @param fits whether an amount in a unit may be meant
 * @param isThing whether the word at a place names what is listed: "500 tyres" are pieces
 */
export function quantityIn(
  words: readonly Word[],
  months: readonly number[] | null,
  kind: ResourceKind | undefined,
  fits: (unit: Unit) => boolean,
  isThing: (at: number) => boolean,
): Said<Quantity> | null {
  const forms = words.map(({ form }) => form)
  for (let at = 0; at < words.length; at++) {
    const numeral = numeralAt(words, at) ?? article(forms, at)
    if (!numeral) continue
    const found = measured(forms, numeral, kind, fits, isThing)
    if (!found) {
      at = numeral.until - 1
      continue
    }
    const { amount, unit, isEstimate, until } = found
    const run: Run = { from: at, until }
    const said = rhythmIn(words, until)
    const { factor, period } = inPeriod(said?.rhythm ?? 'year', months?.length ?? MONTHS_A_YEAR)
    const total = Number((amount * factor).toPrecision(6))
    if (total > MOST) continue
    return {
      value: { amount: total, unit, period, isEstimate: isEstimate || factor !== 1 },
      runs: said ? [run, said.run] : [run],
    }
  }
  return null
}

function measured(
  forms: readonly string[],
  numeral: Numeral,
  kind: ResourceKind | undefined,
  fits: (unit: Unit) => boolean,
  isThing: (at: number) => boolean,
) {
  let { until } = numeral
  if (forms[until] === 'of' || (numeral.value < 1 && forms[until] === 'a')) until++
  const { isRange } = numeral
  const found = measureAt(forms, until, kind)
  if (found) {
    const { measure } = found
    if (!fits(measure.unit)) return null
    return {
      amount: numeral.value * measure.times,
      unit: measure.unit,
      isEstimate: measure.isEstimate || isRange,
      until: until + found.words,
    }
  }
  const isCount =
    fits('piece') &&
    Number.isInteger(numeral.value) &&
    numeral.value > 1 &&
    numeral.value <= MOST_PIECES &&
    isThing(until) &&
    !MONEY.test(forms[until]!)
  return isCount
    ? { amount: numeral.value, unit: 'piece' as const, isEstimate: isRange, until: numeral.until }
    : null
}

/** "a truckload", "a couple of tonnes". */
function article(forms: readonly string[], at: number): Numeral | null {
  if (forms[at] !== 'a' && forms[at] !== 'couple') return null
  if (forms[at] === 'couple')
    return { value: 2, isRange: true, from: at, until: forms[at + 1] === 'of' ? at + 2 : at + 1 }
  return measureAt(forms, at + 1) ? { value: 1, isRange: false, from: at, until: at + 1 } : null
}

function inPeriod(rhythm: Rhythm, months: number): { factor: number; period: Period } {
  if (rhythm !== 'day' && rhythm !== 'week') return { factor: 1, period: rhythm }
  return { factor: (TIMES_A_YEAR[rhythm] * months) / MONTHS_A_YEAR, period: 'year' }
}
