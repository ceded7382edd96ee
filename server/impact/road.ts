import { distance } from '@turf/turf'

/** Where a side is, as far as it is shown: a point, or a disc in which the true place lies. */
export interface Disc {
  lon: number
  lat: number
  radiusKm: number
}

export interface Road {
  /** Road kilometres per great-circle kilometre. */
  detourFactor: number
  /** Nothing is nearer than this. */
  minimumKm: number
}

/** Circuity of road networks (Ballou, Rahardja, Sakai, Transportation Research A 36, 2002), upper end, for mountains; estimate. */
export const ROAD: Road = { detourFactor: 1.4, minimumKm: 1 }

/**
 * Expected road kilometres between two shown places, as the matching engine reckons them:
 * detour × √(great circle² + (r₁² + r₂²) / 2), the root mean square distance of two discs.
 */
export function roadKm(a: Disc, b: Disc, road: Road = ROAD): number {
  const greatCircleKm = distance([a.lon, a.lat], [b.lon, b.lat])
  const spreadKm2 = (a.radiusKm ** 2 + b.radiusKm ** 2) / 2
  return Math.max(road.minimumKm, road.detourFactor * Math.sqrt(greatCircleKm ** 2 + spreadKm2))
}
