import { describe, expect, test } from 'vitest'
import {
  compatibilityClosure,
  type CatalogueGraph,
  type GraphPathway,
} from '../../server/materials/closure.ts'

const pathway = (id: string, given: Partial<GraphPathway> & { material: string }): GraphPathway => ({
  id,
  process: 'composting',
  rCode: 'R3',
  product: null,
  use: null,
  maturity: 'commercial',
  yieldTonnesPerTonne: null,
  costPerTonne: null,
  ...given,
})

/** residue > fruit-residue > (pomace, peel); compost; feed > ruminant-feed. */
const graph = (given: Partial<CatalogueGraph> = {}): CatalogueGraph => ({
  materials: [
    { id: 'residue', parent: null },
    { id: 'fruit-residue', parent: 'residue' },
    { id: 'pomace', parent: 'fruit-residue' },
    { id: 'peel', parent: 'fruit-residue' },
    { id: 'compost', parent: null },
    { id: 'growing-medium', parent: null },
  ],
  uses: [
    { id: 'feed', parent: null },
    { id: 'ruminant-feed', parent: 'feed' },
    { id: 'pig-feed', parent: 'feed' },
    { id: 'compost-feedstock', parent: null },
    { id: 'soil-improver', parent: null },
  ],
  processes: [
    { id: 'composting', feedstockUse: 'compost-feedstock' },
    { id: 'blending', feedstockUse: 'soil-improver' },
  ],
  suitabilities: [],
  pathways: [],
  ...given,
})

const find = (rows: CatalogueGraph, material: string, target: string) =>
  compatibilityClosure(rows).find((entry) => entry.material === material && entry.target === target)

const score = (rows: CatalogueGraph, material: string, target: string) =>
  find(rows, material, target)?.score ?? 0

describe('materials', () => {
  test('a material serves itself fully', () => {
    expect(find(graph(), 'pomace', 'pomace')).toMatchObject({ score: 1, path: [], yieldTonnesPerTonne: 1 })
  })

  test('a kind serves the groups above it nearly fully', () => {
    expect(score(graph(), 'pomace', 'fruit-residue')).toBe(0.98)
    expect(score(graph(), 'pomace', 'residue')).toBeCloseTo(0.98 * 0.98)
  })

  test('a root that gathers a whole family is served half as well', () => {
    const kinds = (count: number) => ({
      materials: [
        { id: 'family', parent: null },
        ...Array.from({ length: count }, (_, at) => ({ id: `kind-${at}`, parent: 'family' })),
      ],
    })
    expect(score(graph(kinds(14)), 'kind-0', 'family')).toBe(0.5)
    expect(score(graph(kinds(13)), 'kind-0', 'family')).toBe(0.98)
  })

  test('an offered group serves a wanted kind in part', () => {
    expect(score(graph(), 'fruit-residue', 'pomace')).toBe(0.6)
    expect(score(graph(), 'residue', 'pomace')).toBeCloseTo(0.36)
  })

  test('a kind never serves its sibling', () => {
    expect(find(graph(), 'pomace', 'peel')).toBeUndefined()
  })
})

describe('uses', () => {
  const suited = graph({ suitabilities: [{ material: 'fruit-residue', use: 'ruminant-feed', weight: 0.8 }] })

  test('a suitability holds for the kinds below at nearly its weight', () => {
    expect(score(suited, 'fruit-residue', 'ruminant-feed')).toBe(0.8)
    expect(score(suited, 'pomace', 'ruminant-feed')).toBeCloseTo(0.98 * 0.8)
  })

  test('inheriting from a root that gathers a family costs no more than from another group', () => {
    const rows = graph({
      materials: [
        { id: 'family', parent: null },
        ...Array.from({ length: 14 }, (_, at) => ({ id: `kind-${at}`, parent: 'family' })),
      ],
      suitabilities: [{ material: 'family', use: 'feed', weight: 1 }],
    })
    expect(score(rows, 'kind-0', 'feed')).toBe(0.98)
  })

  test('what is stated on the material itself overrides what it would inherit, also when it is less', () => {
    const rows = graph({
      suitabilities: [
        { material: 'fruit-residue', use: 'ruminant-feed', weight: 0.8 },
        { material: 'peel', use: 'ruminant-feed', weight: 0.3 },
      ],
    })
    expect(score(rows, 'peel', 'ruminant-feed')).toBe(0.3)
    expect(score(rows, 'pomace', 'ruminant-feed')).toBeCloseTo(0.98 * 0.8)
  })

  test('an offered group takes the suitability of a kind in part', () => {
    const rows = graph({ suitabilities: [{ material: 'pomace', use: 'feed', weight: 0.9 }] })
    expect(score(rows, 'fruit-residue', 'feed')).toBeCloseTo(0.6 * 0.9)
    expect(find(rows, 'peel', 'feed')).toBeUndefined()
  })

  test('a narrower role serves the wider one, a wider one serves the narrower in part, and never one by the other', () => {
    expect(score(suited, 'fruit-residue', 'feed')).toBeCloseTo(0.8 * 0.9)
    expect(find(suited, 'fruit-residue', 'pig-feed')).toBeUndefined()
    const wide = graph({ suitabilities: [{ material: 'pomace', use: 'feed', weight: 0.8 }] })
    expect(score(wide, 'pomace', 'pig-feed')).toBeCloseTo(0.8 * 0.5)
  })
})

describe('a wide role', () => {
  const both = graph({
    suitabilities: [
      { material: 'fruit-residue', use: 'feed', weight: 0.9 },
      { material: 'pomace', use: 'ruminant-feed', weight: 0.4 },
    ],
  })

  test('does not stand for other narrower ones where the catalogue says which one a material serves', () => {
    expect(score(both, 'pomace', 'feed')).toBeCloseTo(0.98 * 0.9)
    expect(score(both, 'pomace', 'ruminant-feed')).toBe(0.4)
    expect(find(both, 'pomace', 'pig-feed')).toBeUndefined()
  })

  test('stands for each narrower one in part where nothing is said', () => {
    expect(score(both, 'peel', 'pig-feed')).toBeCloseTo(0.98 * 0.9 * 0.5)
  })
})

describe('pathways', () => {
  const composted = pathway('pomace--composting--compost', {
    material: 'pomace',
    product: 'compost',
    maturity: 'demonstrated',
    yieldTonnesPerTonne: 0.5,
    costPerTonne: 40,
  })

  test('the operator of the process takes the material, which is no conversion step', () => {
    expect(find(graph({ pathways: [composted] }), 'pomace', 'compost-feedstock')).toMatchObject({
      score: 0.8 * 0.85,
      yieldTonnesPerTonne: 1,
      processingCostPerTonne: 0,
      path: [{ relation: 'suitable_for', pathway: composted.id, process: 'composting', rCode: 'R3' }],
    })
  })

  test('the better of a suitability and a pathway to the same use wins', () => {
    const suitability = (weight: number) => [{ material: 'pomace', use: 'compost-feedstock', weight }]
    const both = (weight: number) => graph({ pathways: [composted], suitabilities: suitability(weight) })
    expect(score(both(0.5), 'pomace', 'compost-feedstock')).toBeCloseTo(0.8 * 0.85)
    expect(score(both(0.9), 'pomace', 'compost-feedstock')).toBe(0.9)
  })

  test('a product, its groups and its roles are reached by a conversion with its yield and cost', () => {
    const rows = graph({
      pathways: [composted],
      suitabilities: [{ material: 'compost', use: 'soil-improver', weight: 0.9 }],
    })
    const conversion = { yieldTonnesPerTonne: 0.5, processingCostPerTonne: 40 }
    expect(find(rows, 'pomace', 'compost')).toMatchObject({ ...conversion, score: 0.8 * 0.75 })
    expect(find(rows, 'pomace', 'soil-improver')).toMatchObject(conversion)
    expect(score(rows, 'pomace', 'soil-improver')).toBeCloseTo(0.8 * 0.75 * 0.9)
    expect(score(rows, 'peel', 'compost')).toBe(0)
  })

  test('two conversions in a row add their costs per tonne offered; a third is out of reach', () => {
    const chain = ['pomace', 'compost', 'growing-medium', 'residue'].map((id) => ({ id, parent: null }))
    const step = (material: string, product: string) =>
      pathway(`${material}--${product}`, { material, product, yieldTonnesPerTonne: 0.5, costPerTonne: 40 })
    const rows = graph({
      materials: chain,
      pathways: [
        step('pomace', 'compost'),
        step('compost', 'growing-medium'),
        step('growing-medium', 'residue'),
      ],
    })
    expect(find(rows, 'pomace', 'growing-medium')).toMatchObject({
      yieldTonnesPerTonne: 0.25,
      processingCostPerTonne: 40 + 0.5 * 40,
    })
    expect(find(rows, 'pomace', 'residue')).toBeUndefined()
  })

  test('a conversion of unknown cost makes the cost unknown, one of unknown yield counts as a whole', () => {
    const rows = graph({ pathways: [{ ...composted, costPerTonne: null, yieldTonnesPerTonne: null }] })
    expect(find(rows, 'pomace', 'compost')).toMatchObject({
      yieldTonnesPerTonne: 1,
      processingCostPerTonne: null,
    })
  })

  test('what a path is worth less than 0.15 is left out', () => {
    const research = { ...composted, maturity: 'research' as const }
    const rows = graph({
      pathways: [research],
      suitabilities: [{ material: 'compost', use: 'feed', weight: 0.5 }],
    })
    expect(score(rows, 'pomace', 'compost')).toBeCloseTo(0.225)
    expect(find(rows, 'pomace', 'feed')).toBeUndefined()
  })
})
