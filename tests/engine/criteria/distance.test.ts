import { describe, expect, test } from 'vitest'
import { arcKm, distanceScore, roadKm } from '../../../server/matching/engine/criteria/distance.ts'
import { EARTH_RADIUS_KM } from '../../../server/matching/engine/facts.ts'

/** Squared chord of an angle at the centre of the Earth. */
const chordKm2 = (degrees: number) => (2 * EARTH_RADIUS_KM * Math.sin((degrees * Math.PI) / 360)) ** 2

describe('road kilometres', () => {
  test('start from the great circle: one degree is 111.195 km', () =>
    expect(arcKm(chordKm2(1))).toBeCloseTo(111.195, 2))
  test('take the detour of roads', () => expect(roadKm(chordKm2(1), 0, 1.4, 1)).toBeCloseTo(155.67, 1))
  test('are never zero: two firms known only to be in one municipality are apart by its size', () => {
    const radiusKm = 18
    expect(roadKm(0, (radiusKm ** 2 + radiusKm ** 2) / 2, 1.4, 1)).toBeCloseTo(1.4 * radiusKm, 9)
    expect(roadKm(0, 0, 1.4, 1)).toBe(1)
  })
})

describe('the distance criterion', () => {
  test('leaves 1/e where the haul costs what the tonne is worth', () =>
    expect(distanceScore(60, 60)).toBeCloseTo(Math.exp(-1), 12))
  test('lets rubble decay within tens of km and clean PET travel', () => {
    const haulOf60Km = 24
    expect(distanceScore(haulOf60Km, 15)).toBeLessThan(0.25)
    expect(distanceScore(haulOf60Km, 900)).toBeGreaterThan(0.97)
  })
})
