import { describe, expect, test } from 'vitest'
import { readCatalogue, type Catalogue } from '../../server/materials/catalogue.ts'
import { potentialOf, type InferredPotential } from '../../server/materials/potential.ts'
import { database } from '../setup/database.ts'

const catalogue: Catalogue = await readCatalogue((await database()).db)
const of = (municipality: string, id: string): InferredPotential => {
  const found = potentialOf(catalogue, municipality)?.find((entry) => entry.id === id)
  if (!found) throw new Error(`No ${id} in ${municipality}`)
  return found
}

describe('what could be on offer in a municipality', () => {
  test('is the published figure times the factor, and shows both', () => {
    const found = of('batumi', 'hotel-kitchen-waste')
    const { driver, factor, tonnes } = found
    expect(driver).toMatchObject({ id: 'hotel-guests', value: 930_276, unit: 'guests', year: 2023 })
    expect(factor?.estimate).toBe(true)
    for (const level of ['low', 'central', 'high'] as const)
      expect(tonnes?.[level]).toBeCloseTo(930_276 * factor![level], 6)
    expect(Math.round(tonnes!.low)).toBe(744)
    expect(found.scope).toBe('municipality')
  })

  test('says that a figure of the region is not broken down', () => {
    const found = of('telavi', 'cattle-manure')
    expect(found).toMatchObject({ scope: 'region', driver: { id: 'cattle', unit: 'head' } })
    expect(of('gurjaani', 'cattle-manure').tonnes).toEqual(found.tonnes)
  })

  test('is not estimable without a published figure, or without a factor', () => {
    expect(of('batumi', 'winery-pomace')).toMatchObject({
      tonnes: null,
      notEstimable: 'no_figure_published',
      driver: { value: null },
    })
    expect(of('batumi', 'restaurant-kitchen-waste')).toMatchObject({
      tonnes: null,
      notEstimable: 'no_factor_known',
      factor: null,
    })
  })

  test('never gives a low figure above a high one, nor tonnes without saying why', () => {
    for (const municipality of catalogue.municipalities.keys())
      for (const { tonnes, notEstimable, driver, factor } of potentialOf(catalogue, municipality) ?? []) {
        expect(tonnes === null).toBe(notEstimable !== null)
        if (!tonnes) continue
        expect(tonnes.low).toBeLessThanOrEqual(tonnes.central)
        expect(tonnes.central).toBeLessThanOrEqual(tonnes.high)
        expect([driver.source, factor]).not.toContain(null)
      }
  })

  test('puts what can be estimated for the municipality itself first', () => {
    const order = potentialOf(catalogue, 'telavi')!.map(({ tonnes, scope }) =>
      tonnes === null ? 2 : scope === 'municipality' ? 0 : 1,
    )
    expect(order).toEqual(order.toSorted())
    expect(order[0]).toBe(0)
  })

  test('is unknown for a place that the catalogue does not know', () => {
    expect(potentialOf(catalogue, 'atlantis')).toBeNull()
  })
})
