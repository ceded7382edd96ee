import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isBetter, type Found } from '../../server/matching/engine/best.ts'
import { encodeEntry, newRows } from '../../server/matching/engine/entry.ts'
import { explain } from '../../server/matching/engine/explain.ts'
import type { ListingFacts } from '../../server/matching/engine/facts.ts'
import type { Market } from '../../server/matching/engine/market.ts'
import { rank, rankBySearchingAll, type Question } from '../../server/matching/engine/rank.ts'
import { RangePool } from '../../server/matching/engine/ranges.ts'
import { marketOf, randomFrom, randomMarket, type RandomMarket } from './random-market.ts'

const TODAY = 8500
const question = (over: Partial<Question> = {}): Question => ({ k: 5, viewer: 0, today: TODAY, ...over })
const seeds = fc.integer({ min: 0, max: 2 ** 31 })

/** Every pair of the asker scored on its own, without groups, blocks or bounds. */
function everyPair(
  market: Market,
  random: RandomMarket,
  asking: ListingFacts,
  { k, viewer, today }: Question,
): Found[] {
  const best = new Map<number, Found>()
  for (const other of random.listings) {
    if (other.kind === asking.kind || other.organisation === asking.organisation) continue
    if (other.audience > viewer || other.untilDay < today) continue
    for (const found of pairsOf(market, random, asking, other)) {
      const before = best.get(other.id)
      if (!before || isBetter(found, before)) best.set(other.id, found)
    }
  }
  return [...best.values()].sort((a, b) => (isBetter(a, b) ? -1 : 1)).slice(0, k)
}

function pairsOf(market: Market, random: RandomMarket, asking: ListingFacts, other: ListingFacts): Found[] {
  const [offer, need] = asking.kind === 'offer' ? [asking, other] : [other, asking]
  const pool = new RangePool()
  const found: Found[] = []
  offer.targets.forEach((offered, o) =>
    need.targets.forEach((wanted, n) => {
      const passage = random.passages.find((p) => p.material === offered.key && p.target === wanted.key)
      if (!passage) return
      const rows = [newRows(1), newRows(1)] as const
      const { mixtureExponent } = market.policy
      encodeEntry(
        rows[0],
        0,
        offer,
        o,
        market.law.classOf(offer.legal),
        pool.add(offer.properties),
        mixtureExponent,
      )
      encodeEntry(
        rows[1],
        0,
        need,
        n,
        market.law.classOf(need.legal),
        pool.add(need.properties),
        mixtureExponent,
      )
      const bridge = market.bridge(passage)
      const score = market.scorer.pair(rows[0], 0, pool.values, rows[1], 0, pool.values, bridge, 0, 1)
      const told = explain(offer, o, need, n, bridge, market.law, market.policy)
      if (score < 0) expect(told.findings.some((finding) => finding.outcome === 'veto')).toBe(true)
      else {
        expect(told.score).toBeCloseTo(score, 9)
        found.push({ listing: other.id, score, material: offered.key, target: wanted.key })
      }
    }),
  )
  return found
}

describe('the ranking', () => {
  test('is the ranking of every pair scored on its own, to the last bit', () => {
    let vetoed = 0
    let compared = 0
    fc.assert(
      fc.property(
        seeds,
        fc.integer({ min: 2, max: 120 }),
        fc.integer({ min: 0, max: 2 }),
        (seed, size, viewer) => {
          const random = randomMarket(seed, size)
          const market = marketOf(random)
          for (const asking of random.listings.slice(0, 4)) {
            const q = question({ viewer, k: 1 + (seed % 7) })
            const expected = everyPair(market, random, asking, q)
            expect(rank(market, asking, q)).toEqual(expected)
            expect(rankBySearchingAll(market, asking, q)).toEqual(expected)
            compared += expected.length
            if (asking.legal.hazardous) vetoed++
          }
        },
      ),
      { numRuns: 1500 },
    )
    expect(compared).toBeGreaterThan(1000)
    expect(vetoed).toBeGreaterThan(10)
  })

  test('does not depend on the order in which listings came', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const random = randomMarket(seed, 60)
        const shuffle = randomFrom(seed + 1)
        const shuffled = random.listings
          .map((facts) => ({ facts, at: shuffle() }))
          .sort((a, b) => a.at - b.at)
        const asking = random.listings[0]!
        const there = marketOf(
          random,
          shuffled.map(({ facts }) => facts),
        )
        expect(rank(there, asking, question())).toEqual(rank(marketOf(random), asking, question()))
      }),
      { numRuns: 300 },
    )
  })

  test('counts a listing once, however many of its targets fit', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const random = randomMarket(seed, 80)
        const found = rank(marketOf(random), random.listings[0]!, question({ k: 40, viewer: 2 }))
        expect(new Set(found.map((f) => f.listing)).size).toBe(found.length)
      }),
      { numRuns: 300 },
    )
  })

  test('gives a pair the same score from either side', () => {
    let met = 0
    fc.assert(
      fc.property(seeds, (seed) => {
        const random = randomMarket(seed, 40)
        const market = marketOf(random)
        const q = question({ k: 40, viewer: 2, today: 0 })
        const rankings = new Map(random.listings.map((facts) => [facts.id, rank(market, facts, q)]))
        for (const [id, found] of rankings)
          for (const partner of found) {
            const back = rankings.get(partner.listing)!.find((f) => f.listing === id)
            expect(back).toEqual({ ...partner, listing: id })
            met++
          }
      }),
      { numRuns: 150 },
    )
    expect(met).toBeGreaterThan(500)
  })

  test('follows changes: after any of them it is the ranking of a market loaded afresh', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 150 }), (seed, changes) => {
        const random = randomMarket(seed, 60)
        const market = marketOf(random)
        const next = randomMarket(seed + 1, 60)
        const draw = randomFrom(seed + 2)
        const now = new Map(random.listings.map((facts) => [facts.id, facts]))
        for (let n = 0; n < changes; n++) {
          const id = 1 + Math.floor(draw() * 60)
          const facts = draw() < 0.3 ? null : next.listings[Math.floor(draw() * 60)]!
          const changed = facts && { ...facts, id }
          market.replace(id, changed)
          if (changed) now.set(id, changed)
          else now.delete(id)
        }
        const afresh = marketOf({ ...random, listings: [...now.values()] })
        for (const asking of random.listings.slice(0, 5))
          expect(rank(market, asking, question({ viewer: 2 }))).toEqual(
            rank(afresh, asking, question({ viewer: 2 })),
          )
      }),
      { numRuns: 200 },
    )
  })
})

describe('a pair', () => {
  const scoreOf = (random: RandomMarket, offer: ListingFacts, need: ListingFacts) => {
    const passage = {
      ...random.passages[0]!,
      material: offer.targets[0]!.key,
      target: need.targets[0]!.key,
      scene: { materials: [], uses: [], operations: [], conversions: [] },
    }
    const market = marketOf({ ...random, passages: [passage], listings: [] })
    return explain(offer, 0, need, 0, market.bridge(passage), market.law, market.policy)
  }
  const sides = (seed: number): [RandomMarket, ListingFacts, ListingFacts] | null => {
    const random = randomMarket(seed, 30)
    const offer = random.listings.find((l) => l.kind === 'offer' && !l.legal.hazardous)
    const need = random.listings.find((l) => l.kind === 'need')
    return offer && need && random.passages.length > 0 ? [random, offer, need] : null
  }

  test('never gains by moving apart', () => {
    fc.assert(
      fc.property(seeds, fc.double({ min: 0, max: 3, noNaN: true }), (seed, further) => {
        const found = sides(seed)
        if (!found) return
        const [random, offer, need] = found
        const at = (lon: number) =>
          scoreOf(random, { ...offer, lat: 42 }, { ...need, lat: 42, lon: offer.lon + lon }).score
        expect(at(0.1 + further)).toBeLessThanOrEqual(at(0.1) + 1e-12)
      }),
      { numRuns: 1000 },
    )
  })

  test('never gains by hiding what is at or above expectation', () => {
    const hide: ((l: ListingFacts) => ListingFacts)[] = [
      (l) => ({ ...l, massTonnes: NaN }),
      (l) => ({ ...l, months: 0 }),
      (l) => ({ ...l, properties: [] }),
    ]
    const criterion = ['quantity', 'timing', 'quality'] as const
    let seen = 0
    fc.assert(
      fc.property(seeds, fc.integer({ min: 0, max: 2 }), (seed, what) => {
        const found = sides(seed)
        if (!found) return
        const [random, offer, need] = found
        const open = scoreOf(random, offer, need)
        const finding = open.findings.find((f) => f.criterion === criterion[what])!
        if (finding.score === null || finding.score < finding.counted) return
        if (
          finding.score < marketOf({ ...random, listings: [] }).policy.criteria[criterion[what]!].expectation
        )
          return
        const hidden = scoreOf(random, hide[what]!(offer), need)
        seen++
        expect(hidden.score).toBeLessThanOrEqual(open.score + 1e-12)
        expect(hidden.confidence).toBeLessThanOrEqual(open.confidence)
      }),
      { numRuns: 1500 },
    )
    expect(seen).toBeGreaterThan(100)
  })
})
