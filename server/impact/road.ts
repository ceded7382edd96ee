import { distance } from '@turf/turf'
import { expectedRoadKm, ROAD } from '../contract/road.ts'

/** Where a side is, as far as it is shown: a point, or a disc in which the true place lies. */
export interface Disc {
  lon: number
  lat: number
  radiusKm: number
}

/** Expected road kilometres between two shown places, as the matching engine reckons them. */
export const roadKm = (a: Disc, b: Disc): number =>
  expectedRoadKm(
    distance([a.lon, a.lat], [b.lon, b.lat]),
    (a.radiusKm ** 2 + b.radiusKm ** 2) / 2,
    ROAD.detourFactor,
    ROAD.minimumKm,
  )
