import { describe, expect, test } from 'vitest'
import { readCatalogue, type Catalogue } from '../../server/materials/catalogue.ts'
import {
  ancestorsOf,
  factorOf,
  gelPerUnit,
  isKindOf,
  namesOf,
  sourcesOf,
  suitabilityOf,
  targetsOf,
  usesAlong,
  worthOf,
} from '../../server/materials/lookups.ts'
import { inTransaction } from '../setup/database.ts'

const withCatalogue = (test: (catalogue: Catalogue) => void) =>
  inTransaction(async (db) => test(await readCatalogue(db)))

describe('the catalogue in memory', () => {
  test('has rows in both languages with their sources', () =>
    withCatalogue((catalogue) => {
      const pomace = catalogue.materials.get('grape-pomace')
      expect(pomace).toMatchObject({ names: { en: 'Grape pomace', ka: 'ყურძნის ჭაჭა' }, retired: false })
      expect(pomace?.synonyms.ka).toContain('ჭაჭა')
      expect(catalogue.wasteCodes.get('170601')).toMatchObject({ hazardous: true, parent: '1706' })
      expect(catalogue.sectors.get('11')).toMatchObject({ level: 'division', parent: 'C' })
      expect(catalogue.sectors.get('11.02')).toMatchObject({
        level: 'class',
        parent: '11.0',
        names: { ka: null },
      })
      expect(catalogue.sectors.get('45.32')).toMatchObject({ retired: true, replacedBy: '47.82' })
      expect(catalogue.municipalities.get('telavi')).toMatchObject({
        region: 'kakheti',
        lon: 45.47002,
        lat: 41.91957,
      })
      expect(catalogue.rules.find(({ id }) => id === 'ge-grape-pomace-sale')).toMatchObject({
        effect: 'notice',
        condition: 'price_asked',
        status: 'unverified',
      })
      expect(catalogue.version).toMatch(/^[0-9a-f]{12}$/)
    }))

  test('is the closure that was stored', () =>
    withCatalogue((catalogue) => {
      const self = targetsOf(catalogue, 'grape-pomace').find(({ target }) => target === 'grape-pomace')
      expect(self).toEqual({
        material: 'grape-pomace',
        targetKind: 'material',
        target: 'grape-pomace',
        score: 1,
        yieldTonnesPerTonne: 1,
        processingCostPerTonne: 0,
        path: [],
      })
      expect(sourcesOf(catalogue, 'use', 'distillation-feedstock').map(({ material }) => material)).toContain(
        'grape-pomace',
      )
    }))
})

describe('look-ups', () => {
  test('trees', () =>
    withCatalogue((catalogue) => {
      expect(ancestorsOf(catalogue, 'material', 'grape-pomace')).toEqual(['winery-residue', 'plant-residue'])
      expect(isKindOf(catalogue, 'use', 'ruminant-feed', 'animal-feed-ingredient')).toBe(true)
      expect(isKindOf(catalogue, 'use', 'animal-feed-ingredient', 'ruminant-feed')).toBe(false)
      expect(namesOf(catalogue, 'material', 'no-such')).toEqual({ en: 'no-such', ka: 'no-such' })
    }))

  test('a factor is inherited from the nearest group', () =>
    withCatalogue((catalogue) => {
      expect(worthOf(catalogue, 'grape-pomace')).toBe(60)
      expect(worthOf(catalogue, 'fermented-grape-pomace')).toBe(60)
      expect(factorOf(catalogue, 'worth', 'clear-pet-bottle')?.id).toBe('worth--pet-bottle')
      expect(worthOf(catalogue, 'no-such')).toBeUndefined()
    }))

  test('the suitability behind a step', () =>
    withCatalogue((catalogue) => {
      expect(suitabilityOf(catalogue, 'grape-pomace', 'ruminant-feed')?.weight).toBeGreaterThan(0)
      expect(suitabilityOf(catalogue, 'grape-pomace', 'aggregate')).toBeUndefined()
    }))

  test('a path touches the role that its conversion takes the material for', () =>
    withCatalogue((catalogue) => {
      const path = [
        {
          relation: 'pathway',
          toKind: 'material',
          to: 'dried-feed',
          weight: 0.8,
          process: 'ensiling',
        } as const,
      ]
      expect(usesAlong(catalogue, { path })).toEqual(['ruminant-feed', 'animal-feed-ingredient'])
    }))

  test('the newest rate counts', () => {
    const rate = (day: string, gelPerUnit: number) => ({ day, currency: 'EUR', gelPerUnit })
    expect(gelPerUnit([rate('2024-01-01', 2.9), rate('2025-01-01', 3), rate('2023-01-01', 2.8)], 'EUR')).toBe(
      3,
    )
    expect(gelPerUnit([], 'GEL')).toBe(1)
    expect(gelPerUnit([], 'EUR')).toBeNull()
  })
})
