import { describe, expect, test } from 'vitest'
import { compatibilityClosure } from '../../server/materials/closure.ts'
import { readReference } from '../../server/materials/reference/read.ts'
import { typedReference } from '../../server/materials/reference/rows.ts'

const reference = typedReference(readReference())
const closure = compatibilityClosure({
  materials: reference.materials,
  uses: reference.uses,
  processes: reference.processes.map((row) => ({ id: row.id, feedstockUse: row.feedstock_use })),
  suitabilities: reference.suitabilities,
  pathways: reference.pathways.map((row) => ({
    ...row,
    rCode: row.r_code,
    yieldTonnesPerTonne: row.yield_t_per_t,
    costPerTonne: row.cost_per_tonne,
  })),
})
const score = (material: string, target: string) =>
  closure.find((entry) => entry.material === material && entry.target === target)?.score ?? 0

describe('the catalogue holds what it promises', () => {
  test('sizes', () => {
    const seen = reference.pathways.filter((row) => row.source_status === 'seen')
    expect(reference.wasteCodes).toHaveLength(842)
    expect(reference.wasteCodes.filter((row) => row.hazardous)).toHaveLength(408)
    expect(reference.regions).toHaveLength(12)
    expect(reference.municipalities.filter((row) => row.type === 'municipality')).toHaveLength(64)
    expect(reference.materials.length).toBeGreaterThanOrEqual(300)
    expect(reference.uses.length).toBeGreaterThanOrEqual(60)
    expect(reference.pathways.length).toBeGreaterThanOrEqual(200)
    expect(seen.length).toBeGreaterThanOrEqual(80)
  })

  test('every NACE section and division has a Georgian label', () => {
    expect(reference.sectors.filter((row) => row.kind === 'section')).toHaveLength(22)
    expect(reference.sectors.filter((row) => row.kind === 'division')).toHaveLength(87)
  })
})

/** What anybody in the trade would expect: at least this score. */
const EXPECTED: [string, string, number][] = [
  ['grape-pomace', 'distillation-feedstock', 0.8],
  ['grape-pomace', 'compost-feedstock', 0.6],
  ['grape-pomace', 'ruminant-feed', 0.3],
  ['used-cooking-oil', 'biodiesel-feedstock', 0.8],
  ['hazelnut-shell', 'briquette-feedstock', 0.8],
  ['hazelnut-shell', 'solid-biofuel', 0.8],
  ['concrete-rubble', 'road-base-aggregate', 0.6],
  ['concrete-rubble', 'concrete-aggregate', 0.4],
  ['concrete-rubble', 'recycled-aggregate', 0.6],
  ['silicomanganese-slag', 'supplementary-cementitious-material', 0.4],
  ['raw-sheep-wool', 'felt-and-nonwoven-fibre', 0.6],
  ['end-of-life-tyre', 'kiln-fuel', 0.8],
  ['truck-tyre', 'kiln-fuel', 0.8],
  ['sawdust', 'briquette-feedstock', 0.8],
  ['clear-pet-bottle', 'pet-recycling-feedstock', 0.8],
  ['cattle-manure', 'biogas-substrate', 0.6],
]

describe('known exchanges are found', () => {
  for (const [material, target, least] of EXPECTED)
    test(`${material} to ${target}`, () => expect(score(material, target)).toBeGreaterThanOrEqual(least))
})

describe('nonsense is not found', () => {
  for (const [material, target] of [
    ['concrete-rubble', 'animal-feed-ingredient'],
    ['end-of-life-tyre', 'compost-feedstock'],
    ['grape-pomace', 'aggregate'],
    ['asbestos-cement-waste', 'building-component-reuse'],
    ['hazelnut-shell', 'steel-furnace-charge'],
  ] as const)
    test(`${material} to ${target}`, () => expect(score(material, target)).toBe(0))
})
