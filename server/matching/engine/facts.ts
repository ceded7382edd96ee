import type { ListingKind } from '../../contract/words.ts'

/** Radius of the sphere that distances are measured on, km (IUGG mean). */
export const EARTH_RADIUS_KM = 6371.0088

/** A range of a property: measured (offer) or accepted (need). Open ends are infinite. */
export interface PropertyRange {
  /** Index of the property in contract PROPERTIES. */
  property: number
  minimum: number
  maximum: number
}

/** What of a listing bears on the law: the code, hazard, asked price and amount of an offer, the recorded permits of a need's owner. */
export interface LegalFacts {
  wasteCode: string | null
  hazardous: boolean
  priceAsked: boolean
  /** Tonnes a year, or at once; NaN is unknown. */
  massTonnes: number
  /** `CODE` (any operation) or `CODE/OPERATION`. */
  permits: string[]
}

/** A thing offered or accepted. `key` is a number that the market gives to a catalogue material or use. */
export interface TargetFacts {
  key: number
  /** Offer: share of the mass, 0–1. Need: how well it suits its owner, 0–1. */
  factor: number
}

/**
 * All that the engine knows of a listing. NaN is unknown. Quantities in tonnes per year (or once), money in the policy's
 * currency per tonne, emissions in kg CO2e per tonne, days counted from 2000-01-01.
 */
export interface ListingFacts {
  id: number
  kind: ListingKind
  organisation: number
  lon: number
  lat: number
  /** Radius of the disc in which the place lies; 0 for an exact point. */
  radiusKm: number
  targets: TargetFacts[]
  massTonnes: number
  minimumLotTonnes: number
  /** Bit 0 is January; 0 is unknown. */
  months: number
  fromDay: number
  untilDay: number
  /** Offer: what the present route costs. Need: what the present input costs. */
  presentCost: number
  /** Offer: asked. Need: paid. Negative: the offerer pays. */
  price: number
  /** Offer: emissions of the present route. Need: of making the present input. */
  emission: number
  /** Trust in this side alone, 0–1. */
  trust: number
  properties: PropertyRange[]
  legal: LegalFacts
  /** 0 public, 1 members, 2 facilitators. */
  audience: number
}

export const OPEN_FROM = 0
export const OPEN_UNTIL = 65_535
const DAY_MS = 86_400_000
const EPOCH = Date.UTC(2000, 0, 1)

/** Days since 2000-01-01 of an ISO day, kept within what a market column holds. */
export function dayNumber(day: string | null, open: number): number {
  if (day === null) return open
  const days = Math.round((Date.parse(`${day}T00:00:00Z`) - EPOCH) / DAY_MS)
  return Math.min(Math.max(days, OPEN_FROM), OPEN_UNTIL)
}
