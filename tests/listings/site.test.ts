import fc from 'fast-check'
import { expect, test } from 'vitest'
import { kmBetween, settleSite } from '../../server/organisations/site.ts'
import { smallCatalogue } from './small-catalogue.ts'

const areas = smallCatalogue.municipalities
const telavi = { lon: 45.47002, lat: 41.91957 }
const winery = { lon: 45.52317, lat: 41.90841 }

test('a municipality stands for its seat and for all of its area', () => {
  expect(settleSite({ municipality: 'telavi' }, areas)).toEqual({
    municipalityId: 'telavi',
    exact: telavi,
    shown: telavi,
    shownPrecision: 'municipality',
    shownRadiusKm: Math.sqrt(1082.5 / Math.PI),
  })
})

test('a town is a settlement of its municipality', () => {
  const site = settleSite({ municipality: 'tsinandali' }, areas)
  expect(site).toMatchObject({ municipalityId: 'telavi', shownPrecision: 'settlement', shownRadiusKm: 3 })
  expect(site?.shown).toEqual({ lon: 45.57129, lat: 41.89315 })
})

test('an exact point is shown where it is', () => {
  expect(settleSite({ ...winery, precision: 'exact' }, areas)).toEqual({
    municipalityId: 'telavi',
    exact: winery,
    shown: winery,
    shownPrecision: 'exact',
    shownRadiusKm: 0,
  })
})

test('a point blurred to its settlement is shown at the nearest town or seat', () => {
  const site = settleSite({ ...winery, precision: 'settlement' }, areas)
  expect(site).toMatchObject({ exact: winery, shownPrecision: 'settlement' })
  expect(site?.shown).toEqual({ lon: 45.57129, lat: 41.89315 })
})

test('far from every settlement the municipality is shown instead, never something more exact', () => {
  expect(settleSite({ lon: 45.3, lat: 42.2, precision: 'settlement' }, areas)).toMatchObject({
    shown: telavi,
    shownPrecision: 'municipality',
  })
})

test('the municipality that the owner names goes before the nearest seat', () => {
  const site = settleSite({ ...winery, precision: 'municipality', municipality: 'kvareli' }, areas)
  expect(site).toMatchObject({ municipalityId: 'kvareli', shown: { lon: 45.81716, lat: 41.95493 } })
})

test('a region is shown in the middle of its seats, as large as its municipalities together', () => {
  const site = settleSite({ ...winery, precision: 'region' }, areas)
  expect(site?.shown.lon).toBeCloseTo((45.47002 + 45.81716) / 2)
  expect(site?.shownRadiusKm).toBeCloseTo(Math.sqrt(2082.5 / Math.PI))
})

test('nothing of the exact point is in what is shown', () => {
  const offset = fc.double({ min: -0.04, max: 0.04, noNaN: true })
  fc.assert(
    fc.property(
      offset,
      offset,
      fc.constantFrom('settlement', 'municipality', 'region'),
      (dLon, dLat, precision) => {
        const moved = settleSite(
          { lon: telavi.lon + dLon, lat: telavi.lat + dLat, precision } as const,
          areas,
        )!
        const still = settleSite({ ...telavi, precision } as const, areas)!
        expect(moved.shown).toEqual(still.shown)
        expect(moved.shownRadiusKm).toBe(still.shownRadiusKm)
      },
    ),
  )
})

test('an unknown municipality, or a blurred point in no known area, has no site', () => {
  expect(settleSite({ municipality: 'x' }, areas)).toBeNull()
  expect(settleSite({ ...winery, municipality: 'x' }, areas)).toBeNull()
  expect(settleSite({ lon: 13.4, lat: 52.5, precision: 'region' }, areas)).toBeNull()
  expect(settleSite({ lon: 13.4, lat: 52.5 }, areas)).toMatchObject({
    municipalityId: null,
    shownRadiusKm: 0,
  })
})

test('distances are great circles', () => {
  expect(kmBetween(telavi, { lon: 41.6306, lat: 41.64077 })).toBeCloseTo(319.9, 0)
})
