import { EARTH_RADIUS_KM } from '../facts.ts'

const DIAMETER_KM = 2 * EARTH_RADIUS_KM

/** Great-circle km from the squared straight line through the sphere, km². */
export const arcKm = (chordKm2: number): number =>
  DIAMETER_KM * Math.asin(Math.min(1, Math.sqrt(chordKm2) / DIAMETER_KM))

/**
 * Expected road km. Places known only as discs are apart by the root mean square distance of two uniform discs,
 * √(d² + (r₁² + r₂²)/2), so two firms of one municipality are never at zero.
 * @param spreadKm2 half the squared radius of each side, added
 */
export function roadKm(chordKm2: number, spreadKm2: number, detourFactor: number, minimumKm: number): number {
  const straight = arcKm(chordKm2)
  return Math.max(minimumKm, detourFactor * Math.sqrt(straight * straight + spreadKm2))
}

/**
 * What the haul leaves of the material's worth: exp(−cost / worth). At the break-even radius, where the haul costs what
 * the tonne is worth, 0.37 is left. So rubble decays within tens of km and clean PET travels.
 */
export const distanceScore = (haulCost: number, worth: number): number => Math.exp(-haulCost / worth)
