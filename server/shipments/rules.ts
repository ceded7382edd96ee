import { daysOfMonth, daysOfYear, type Days } from '../exchanges/stock/calendar.ts'
import type { Measure } from '../contract/measures.ts'
import { Refusal } from '../refusals.ts'

/** What the sealed terms allow to be moved. */
export interface AllowedTonnes {
  /** In each period, in `unit`. */
  tonnes: number
  unit: Measure
  period: 'once' | 'month' | 'year'
  startsOn: string
  endsOn: string
}

/** Weighbridges round to kilograms, and sums of decimal fractions miss by less. */
const ROUNDING_TONNES = 1e-6

/** The calendar period of the terms in which a day lies; days are ISO, both ends belong to it. */
export function periodOf({ period, startsOn, endsOn }: AllowedTonnes, day: string): Days {
  if (period === 'once') return { from: startsOn, until: endsOn }
  const year = Number(day.slice(0, 4))
  return period === 'year' ? daysOfYear(year) : daysOfMonth(year, Number(day.slice(5, 7)))
}

/** @throws Refusal `shipment_in_future`, or `shipment_outside_terms` when the terms do not cover the day */
export function refuseWrongDay(terms: AllowedTonnes, movedOn: string, today: string): void {
  if (movedOn > today) throw new Refusal('shipment_in_future', { movedOn, today })
  if (movedOn < terms.startsOn || movedOn > terms.endsOn)
    throw new Refusal('shipment_outside_terms', { startsOn: terms.startsOn, endsOn: terms.endsOn })
}

/**
 * @param movedTonnes what was moved in the same period already
 * @throws Refusal `shipment_exceeds_terms` with the tonnes that are left
 */
export function refuseBeyondTerms(terms: AllowedTonnes, movedTonnes: number, tonnes: number): void {
  if (tonnes > terms.tonnes - movedTonnes + ROUNDING_TONNES)
    throw new Refusal('shipment_exceeds_terms', {
      leftTonnes: leftTonnesOf(terms, movedTonnes),
      unit: terms.unit,
    })
}

/** What the terms leave of a period, to the kilogram. */
export const leftTonnesOf = (terms: AllowedTonnes, movedTonnes: number): number =>
  Math.max(0, Number((terms.tonnes - movedTonnes).toFixed(3)))

/** A day, or the end of the terms that is nearest to it. */
export const dayWithin = ({ startsOn, endsOn }: AllowedTonnes, day: string): string =>
  day < startsOn ? startsOn : day > endsOn ? endsOn : day
