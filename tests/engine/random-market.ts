import type { Passage } from '../../server/matching/engine/bridge.ts'
import type { Rule } from '../../server/matching/engine/criteria/regulation.ts'
import type { ListingFacts } from '../../server/matching/engine/facts.ts'
import { Market } from '../../server/matching/engine/market.ts'
import { POLICY } from '../../server/matching/engine/policy.ts'

/** Numbers in [0, 1) from a seed (mulberry32): the same market for the same seed on every machine. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

export interface RandomMarket {
  passages: Passage[]
  rules: Rule[]
  listings: ListingFacts[]
}

const CODES = ['020701', '170101', '200125', '160601']
const MATERIALS = 6
const TARGETS = 6

/** A small market full of what breaks rankings: equal values, unknowns, mixtures, vetoes, several targets, one owner on both sides. */
export function randomMarket(seed: number, size: number): RandomMarket {
  const random = randomFrom(seed)
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!
  const passages: Passage[] = []
  for (let material = 0; material < MATERIALS; material++)
    for (let target = 0; target < TARGETS; target++)
      if (random() < 0.5)
        passages.push({
          material,
          target,
          pathScore: pick([1, 0.9, 0.9, 0.5, 0.2]),
          yieldRatio: pick([1, 1, 0.4]),
          processingCost: pick([0, 0, 12, NaN]),
          catalogueWorth: pick([15, 60, 900]),
          scene: {
            materials: [`m${material}`],
            uses: [`u${target}`],
            operations: pick([[], ['R3']]),
            conversions: pick([[], ['R3']]),
          },
        })
  const set = (values: string[]) => new Set(values)
  const always = { operations: set([]), condition: 'always' as const, aboveTonnes: 0 }
  const rules: Rule[] = [
    {
      id: 'veto',
      effect: 'veto',
      materials: set(['m0']),
      wasteCodes: set([]),
      uses: set(['u1']),
      ...always,
    },
    {
      id: 'permit',
      effect: 'needs_permit',
      materials: set([]),
      wasteCodes: set(['170101']),
      uses: set([]),
      ...always,
    },
    {
      id: 'notice',
      effect: 'notice',
      materials: set(['m2']),
      wasteCodes: set([]),
      uses: set([]),
      ...always,
      condition: 'price_asked',
    },
    {
      id: 'much',
      effect: 'notice',
      materials: set([]),
      wasteCodes: set([]),
      uses: set([]),
      ...always,
      operations: set(['R3']),
      aboveTonnes: 100,
    },
  ]
  const listings = Array.from({ length: size }, (_, n): ListingFacts => {
    const kind = random() < 0.5 ? 'offer' : 'need'
    const keys = new Set(Array.from({ length: pick([1, 1, 2, 3]) }, () => Math.floor(random() * MATERIALS)))
    const cluster = pick([0, 1, 2, 3])
    const exact = random() < 0.5
    const massTonnes = pick([NaN, 10, 10, 500, random() * 1000])
    return {
      id: n + 1,
      kind,
      organisation: Math.floor(random() * size * 0.7),
      lon: 41.6 + cluster + (exact ? random() : 0),
      lat: 41.6 + (exact ? random() * 0.3 : 0),
      radiusKm: exact ? 0 : pick([0, 3, 18]),
      targets: [...keys].map((key) => ({
        key,
        factor: kind === 'offer' ? 1 / keys.size : pick([1, 0.7, 0.5]),
      })),
      massTonnes,
      minimumLotTonnes: pick([NaN, NaN, 5, 50]),
      months: pick([0, 0xfff, 0b11 << 8, 0b111000]),
      fromDay: pick([0, 9000]),
      untilDay: pick([65_535, 9500, 8000]),
      presentCost: pick([NaN, NaN, 20, 150, random() * 400]),
      price: pick([NaN, 0, -5, 40]),
      emission: pick([NaN, 300, random() * 2000]),
      trust: pick([0.15, 0.3, 0.6, random()]),
      properties:
        random() < 0.4
          ? [{ property: pick([0, 1]), minimum: pick([-Infinity, 5]), maximum: pick([Infinity, 12, 60]) }]
          : [],
      legal: {
        wasteCode: pick([null, ...CODES]),
        hazardous: random() < 0.1,
        priceAsked: random() < 0.3,
        massTonnes,
        permits: random() < 0.3 ? [pick(['160601', '170101/R3', '170101/R5'])] : [],
      },
      audience: pick([0, 0, 0, 1, 2]),
    }
  })
  return { passages, rules, listings }
}

export function marketOf(
  { passages, rules, listings }: RandomMarket,
  order: readonly ListingFacts[] = listings,
): Market {
  const market = new Market(POLICY, rules, {
    from: (material) => passages.filter((passage) => passage.material === material),
    to: (target) => passages.filter((passage) => passage.target === target),
  })
  for (const facts of order) market.add(facts)
  market.settle()
  return market
}
