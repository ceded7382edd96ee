import { distance } from '@turf/turf'
import type { Municipality } from '#lib/contract.ts'
import { nameOf } from '#lib/language/say.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Spot } from './parts.ts'

/** Where a spot lies, WGS 84; null for a municipality that is not known. */
export function positionOf(
  spot: Spot,
  municipalities: readonly Municipality[],
): { lon: number; lat: number } | null {
  if (!('municipality' in spot)) return spot
  const found = municipalities.find(({ id }) => id === spot.municipality)
  return found ? { lon: found.lon, lat: found.lat } : null
}

/** A spot in words: the municipality, or the seat that a point of the map is nearest to. */
export function saySpot(spot: Spot, municipalities: readonly Municipality[]): string {
  if ('municipality' in spot) {
    const found = municipalities.find(({ id }) => id === spot.municipality)
    return found ? nameOf(found.names) : spot.municipality
  }
  const away = ({ lon, lat }: Municipality) => distance([spot.lon, spot.lat], [lon, lat])
  const nearest = municipalities.toSorted((a, b) => away(a) - away(b))[0]
  return nearest ? m.place_point_near({ name: nameOf(nearest.names) }) : m.place_point()
}
