import { expectedRoadKm } from '../../../contract/road.ts'
import { EARTH_RADIUS_KM } from '../facts.ts'

const DIAMETER_KM = 2 * EARTH_RADIUS_KM

/** Great-circle km from the squared straight line through the sphere, km². */
export const arcKm = (chordKm2: number): number =>
  DIAMETER_KM * Math.asin(Math.min(1, Math.sqrt(chordKm2) / DIAMETER_KM))

/** Expected road km, from the squared straight line through the sphere. */
export const roadKm = (
  chordKm2: number,
  spreadKm2: number,
  detourFactor: number,
  minimumKm: number,
): number => expectedRoadKm(arcKm(chordKm2), spreadKm2, detourFactor, minimumKm)

/**
 * What the haul leaves of the material's worth: exp(−cost / worth). At the break-even radius, where the haul costs what
 * the tonne is worth, 0.37 is left. So rubble decays within tens of km and clean PET travels.
 */
export const distanceScore = (haulCost: number, worth: number): number => Math.exp(-haulCost / worth)
