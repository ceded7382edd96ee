import { UNITS_OF, type ResourceKind, type Unit } from './words.ts'

/** What deals are counted in. Units of one measure convert into each other, those of different ones do not. */
export const MEASURES = ['t', 'm3', 'MWh', 'piece', 'h'] as const
export type Measure = (typeof MEASURES)[number]

/** The measure of each unit, and how much of it one is. */
const MEASURE_OF: Record<Unit, readonly [measure: Measure, times: number]> = {
  t: ['t', 1],
  kg: ['t', 0.001],
  m3: ['m3', 1],
  l: ['m3', 0.001],
  MWh: ['MWh', 1],
  piece: ['piece', 1],
  h: ['h', 1],
}

export const measureOf = (unit: Unit): Measure => MEASURE_OF[unit][0]

/** An amount in the measure of its unit. */
export const inMeasure = (amount: number, unit: Unit): number => amount * MEASURE_OF[unit][1]

/** For one of what a price of a resource may be: a material's is for a tonne. */
export const priceUnitsOf = (kind: ResourceKind): readonly [Unit, ...Unit[]] =>
  kind === 'material' ? ['t'] : UNITS_OF[kind]

/** A price for one of a unit, as the price for one of its measure. */
export const priceInMeasure = (price: number, unit: Unit): number => price / MEASURE_OF[unit][1]

/** What of a listing decides in what a deal about it is counted. */
export interface Counted {
  resourceKind: ResourceKind
  /** Null when its owner states no amount. */
  unit: Unit | null
}

/**
 * In what a deal about an offer and a need may be counted, the proposed measure first: materials in tonnes, all else as the
 * offer counts it, or else the need; where neither states an amount, every measure of the kind is open.
 */
export function measuresOfDeal(offer: Counted, need: Counted | null): readonly [Measure, ...Measure[]] {
  if (offer.resourceKind === 'material') return ['t']
  const stated = offer.unit ?? (need?.resourceKind === offer.resourceKind ? need.unit : null)
  if (stated !== null) return [measureOf(stated)]
  const [first, ...others] = new Set(UNITS_OF[offer.resourceKind].map(measureOf))
  return [first!, ...others]
}
