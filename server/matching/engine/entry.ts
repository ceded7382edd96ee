import { EARTH_RADIUS_KM, type ListingFacts } from './facts.ts'

/**
 * A market entry is one target of one listing in 16 words of 4 bytes, so that scoring a candidate touches one cache line.
 * The same layout holds the listing that asks: both sides of a comparison have gone through float32, and a stored
 * listing and the same draft score alike to the last bit.
 */
export const WORDS = 16
export const LISTING = 0
export const ORGANISATION = 1
export const X = 2
export const Y = 3
export const Z = 4
/** Half the squared radius of the site's disc, km²: its share of the mean squared distance. */
export const SPREAD = 5
export const MASS = 6
export const LOT = 7
/** Months (12 bits), audience (2 bits), legal class (17 bits). */
export const BITS = 8
/** From-day (16 bits), until-day (16 bits). */
export const WINDOW = 9
export const COST = 10
export const PRICE = 11
export const EMISSION = 12
export const TRUST = 13
/** Offer: share ^ mixtureExponent. Need: weight of the accepted target. */
export const FACTOR = 14
/** Offset of the property ranges in the pool; 0 for none. */
export const RANGES = 15

export const MONTHS_MASK = 0xfff

/** Entries seen as floats and as integers. */
export interface Rows {
  f: Float32Array
  i: Int32Array
}

/** Room for `capacity` entries. */
export function newRows(capacity: number): Rows {
  const buffer = new ArrayBuffer(capacity * WORDS * 4)
  return { f: new Float32Array(buffer), i: new Int32Array(buffer) }
}

export const monthsOf = (bits: number): number => bits & MONTHS_MASK
export const audienceOf = (bits: number): number => (bits >>> 12) & 3
export const legalClassOf = (bits: number): number => bits >>> 14

/** Writes one target of a listing as an entry at `at` (in words). */
export function encodeEntry(
  rows: Rows,
  at: number,
  facts: ListingFacts,
  target: number,
  legalClass: number,
  rangesAt: number,
  mixtureExponent: number,
): void {
  const { f, i } = rows
  const { factor } = facts.targets[target]!
  const lat = (facts.lat * Math.PI) / 180
  const lon = (facts.lon * Math.PI) / 180
  i[at + LISTING] = facts.id
  i[at + ORGANISATION] = facts.organisation
  f[at + X] = EARTH_RADIUS_KM * Math.cos(lat) * Math.cos(lon)
  f[at + Y] = EARTH_RADIUS_KM * Math.cos(lat) * Math.sin(lon)
  f[at + Z] = EARTH_RADIUS_KM * Math.sin(lat)
  f[at + SPREAD] = (facts.radiusKm * facts.radiusKm) / 2
  f[at + MASS] = facts.kind === 'offer' ? facts.massTonnes * factor : facts.massTonnes
  f[at + LOT] = facts.minimumLotTonnes
  i[at + BITS] = (facts.months & MONTHS_MASK) | (facts.audience << 12) | (legalClass << 14)
  i[at + WINDOW] = (facts.fromDay & 0xffff) | (facts.untilDay << 16)
  f[at + COST] = facts.presentCost
  f[at + PRICE] = facts.price
  f[at + EMISSION] = facts.emission
  f[at + TRUST] = facts.trust
  f[at + FACTOR] = facts.kind === 'offer' ? factor ** mixtureExponent : factor
  i[at + RANGES] = rangesAt
}
