import { Best, type Found } from './best.ts'
import { NODE, RIGHT, SPAN } from './node.ts'
import { boundOf, costlyBoundOf, type Asker } from './bound.ts'
import type { Bridge } from './bridge.ts'
import { cheapMost, ownOf } from './cheap.ts'
import {
  audienceOf,
  BITS,
  encodeEntry,
  LISTING,
  newRows,
  ORGANISATION,
  WINDOW,
  WORDS,
  type Rows,
} from './entry.ts'
import type { ListingFacts } from './facts.ts'
import { Frontier } from './frontier.ts'
import type { Group } from './group.ts'
import type { Market } from './market.ts'
import { RangePool } from './ranges.ts'
import { SLACK } from './score.ts'

export interface Question {
  k: number
  /** Highest audience that the reader belongs to: 0 public, 1 members, 2 facilitators. */
  viewer: number
  /** Listings whose validity ended before this day (days since 2000-01-01) are left out. */
  today: number
}

/** One way from the asker into the market: an entry of the asker, the group it leads to, and what the catalogue says between them. */
export interface Lane {
  asker: Asker
  group: Group
  bridge: Bridge
  legalMax: number
}

const frontier = new Frontier()

/**
 * The k best partners of a listing. Exact: the same listings and scores as scoring every candidate, because blocks are
 * looked into in the order of a bound that none of their members exceeds, until the best bound left cannot enter.
 */
export function rank(market: Market, asking: ListingFacts, question: Question): Found[] {
  const lanes = lanesOf(market, asking)
  const best = new Best(question.k)
  const search = new Search(market, lanes, best, asking, question)
  search.scanFresh()
  search.walk()
  return best.found
}

/** The same by scoring every candidate: what `rank` is held against. */
export function rankBySearchingAll(market: Market, asking: ListingFacts, question: Question): Found[] {
  const lanes = lanesOf(market, asking)
  const best = new Best(question.k)
  const search = new Search(market, lanes, best, asking, question)
  search.scanFresh()
  search.scanSettled()
  return best.found
}

/** Every way from the asker's targets into the other side. */
export function lanesOf(market: Market, asking: ListingFacts): Lane[] {
  const isOffer = asking.kind === 'offer'
  const others = isOffer ? market.needs : market.offers
  const rows = newRows(asking.targets.length)
  const pool = new RangePool()
  const ranges = pool.add(asking.properties)
  const legalClass = market.law.classOf(asking.legal)
  const lanes: Lane[] = []
  // Nobody fares better with the law than a taker who holds a permit for the very code.
  const permitted = market.law.classOf({
    ...asking.legal,
    permits: asking.legal.wasteCode ? [asking.legal.wasteCode] : [],
  })
  asking.targets.forEach(({ key }, target) => {
    const at = target * WORDS
    encodeEntry(rows, at, asking, target, legalClass, ranges, market.policy.mixtureExponent)
    for (const passage of market.passagesFor(asking.kind, key)) {
      const group = others.get(isOffer ? passage.target : passage.material)
      if (!group) continue
      const bridge = market.bridge(passage)
      const legalMax = isOffer ? bridge.legalScore(legalClass, permitted) : 1
      if (legalMax >= 0)
        lanes.push({ asker: { rows, at, pool: pool.values, isOffer }, group, bridge, legalMax })
    }
  })
  return lanes
}

class Search {
  readonly #market: Market
  readonly #lanes: readonly Lane[]
  readonly #best: Best
  readonly #asking: ListingFacts
  readonly #question: Question

  constructor(market: Market, lanes: readonly Lane[], best: Best, asking: ListingFacts, question: Question) {
    this.#market = market
    this.#lanes = lanes
    this.#best = best
    this.#asking = asking
    this.#question = question
  }

  scanFresh(): void {
    const max = this.#market.scorer.costlyMax
    for (const lane of this.#lanes)
      this.#scan(lane, lane.group.fresh, 0, lane.group.freshCount, lane.group.freshAt, max)
  }

  /** Scores every settled entry to the end, whatever the best so far. */
  scanSettled(): void {
    for (const lane of this.#lanes)
      this.#scan(lane, lane.group.settled, 0, lane.group.settledCount, lane.group.settledAt, Infinity)
  }

  /** Looks into blocks, most promising first. */
  walk(): void {
    frontier.clear()
    this.#lanes.forEach((lane, laneNumber) => {
      if (lane.group.settledCount > 0) this.#keep(this.#boundOf(lane, 0), laneNumber, 0)
    })
    while (!frontier.isEmpty && frontier.bound >= this.#best.least - SLACK) {
      const laneNumber = frontier.group
      const node = frontier.node
      frontier.pop()
      this.#descend(laneNumber, node)
    }
  }

  /** Goes down from a node as long as the better half is the most promising block of all; other halves wait their turn. */
  #descend(laneNumber: number, from: number): void {
    const lane = this.#lanes[laneNumber]!
    const { i } = lane.group.blocks
    for (let node = from; ;) {
      const right = i[node * NODE + RIGHT]!
      if (right === 0) return this.#scanLeaf(lane, node)
      const left = node + 1
      const leftBound = this.#boundOf(lane, left)
      const rightBound = this.#boundOf(lane, right)
      const leftIsBetter = leftBound >= rightBound
      const better = leftIsBetter ? leftBound : rightBound
      this.#keep(leftIsBetter ? rightBound : leftBound, laneNumber, leftIsBetter ? right : left)
      node = leftIsBetter ? left : right
      if (!frontier.isEmpty && frontier.bound > better) return this.#keep(better, laneNumber, node)
      if (better < this.#best.least - SLACK) return
    }
  }

  #boundOf({ asker, group, bridge, legalMax }: Lane, node: number): number {
    const { pool, scorer } = this.#market
    return boundOf(asker, group.blocks, node * NODE, pool.values, bridge, legalMax, scorer)
  }

  #keep(bound: number, laneNumber: number, node: number): void {
    if (bound >= this.#best.least - SLACK) frontier.push(bound, laneNumber, node)
  }

  #scanLeaf(lane: Lane, node: number): void {
    const { asker, group, bridge, legalMax } = lane
    const { pool, scorer } = this.#market
    const costly = costlyBoundOf(asker, group.blocks, node * NODE, pool.values, bridge, legalMax, scorer)
    const span = group.blocks.i[node * NODE + SPAN]!
    this.#scan(lane, group.settled, span >>> 8, (span >>> 8) + (span & 0xff), group.settledAt, costly)
  }

  /**
   * Scores entries one by one.
   * @param at the change up to which they hold, one for all or one each
   * @param costlyMax what the costly criteria can add to any of them; infinite: score every one to the end
   */
  #scan(
    { asker, bridge }: Lane,
    rows: Rows,
    start: number,
    end: number,
    at: number | readonly number[],
    costlyMax: number,
  ): void {
    const { scorer, pool, staleSince } = this.#market
    const best = this.#best
    const { viewer, today } = this.#question
    const { organisation } = this.#asking
    const { f, i } = rows
    const own = ownOf(asker)
    let least = costlyMax === Infinity ? 0 : best.least
    for (let n = start; n < end; n++) {
      const row = n * WORDS
      const bits = i[row + BITS]!
      if (audienceOf(bits) > viewer || i[row + ORGANISATION] === organisation) continue
      if (i[row + WINDOW]! >>> 16 < today) continue
      if (cheapMost(own, bridge, f, row, bits, scorer) + costlyMax < least - SLACK) continue
      const score = asker.isOffer
        ? scorer.pair(asker.rows, asker.at, asker.pool, rows, row, pool.values, bridge, least, costlyMax)
        : scorer.pair(rows, row, pool.values, asker.rows, asker.at, asker.pool, bridge, least, costlyMax)
      if (score < 0 || score < best.least) continue
      const listing = i[row + LISTING]!
      if ((staleSince.get(listing) ?? 0) > (typeof at === 'number' ? at : at[n]!)) continue
      best.offer({ listing, score, material: bridge.passage.material, target: bridge.passage.target })
      if (costlyMax !== Infinity) least = best.least
    }
  }
}
