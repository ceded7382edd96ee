import { Bridge, Law, type Passage } from './bridge.ts'
import type { Rule } from './criteria/regulation.ts'
import { encodeEntry } from './entry.ts'
import type { ListingFacts } from './facts.ts'
import { Group } from './group.ts'
import type { Policy } from './policy.ts'
import { RangePool } from './ranges.ts'
import { Scorer } from './score.ts'

/** What the market knows of the catalogue: which passages lead from an offered material, which to a wanted target. */
export interface Passages {
  from(material: number): readonly Passage[]
  to(target: number): readonly Passage[]
}

/** All open listings as columns, grouped by what they offer or want. Holds no names and does no IO. */
export class Market {
  readonly scorer: Scorer
  readonly law: Law
  readonly pool = new RangePool()
  readonly offers = new Map<number, Group>()
  readonly needs = new Map<number, Group>()
  /** Number of the change that made a listing's earlier entries stale. */
  readonly staleSince = new Map<number, number>()
  readonly #passages: Passages
  readonly #bridges = new Map<Passage, Bridge>()
  #change = 0

  constructor(policy: Policy, rules: readonly Rule[], passages: Passages) {
    this.scorer = new Scorer(policy)
    this.law = new Law(rules, policy)
    this.#passages = passages
  }

  get policy(): Policy {
    return this.scorer.policy
  }

  passagesFor(side: 'offer' | 'need', key: number): readonly Passage[] {
    return side === 'offer' ? this.#passages.from(key) : this.#passages.to(key)
  }

  bridge(passage: Passage): Bridge {
    let bridge = this.#bridges.get(passage)
    if (!bridge) {
      bridge = new Bridge(passage, this.law)
      this.#bridges.set(passage, bridge)
    }
    return bridge
  }

  /** Puts a listing in for the first time, as part of a load; `settle` afterwards. */
  add(facts: ListingFacts): void {
    const side = facts.kind === 'offer' ? this.offers : this.needs
    const legalClass = this.law.classOf(facts.legal)
    const ranges = this.pool.add(facts.properties)
    facts.targets.forEach(({ key }, target) => {
      let group = side.get(key)
      if (!group) side.set(key, (group = new Group(key)))
      const at = group.append(this.#change)
      encodeEntry(group.fresh, at, facts, target, legalClass, ranges, this.policy.mixtureExponent)
    })
  }

  /** Takes over a changed listing; null facts: it is open no more. */
  replace(listing: number, facts: ListingFacts | null): void {
    this.staleSince.set(listing, ++this.#change)
    if (!facts) return
    this.add(facts)
    const side = facts.kind === 'offer' ? this.offers : this.needs
    for (const { key } of facts.targets) {
      const group = side.get(key)!
      if (group.wantsSettling) group.settle(this.#change, this.staleSince, this.pool.values, this.scorer)
    }
  }

  /** Cuts every group into blocks; once after a load. */
  settle(): void {
    for (const side of [this.offers, this.needs])
      for (const group of side.values())
        group.settle(this.#change, this.staleSince, this.pool.values, this.scorer)
  }

  /** Bytes of all typed arrays. */
  get bytes(): number {
    let sum = this.pool.bytes
    for (const side of [this.offers, this.needs]) for (const group of side.values()) sum += group.bytes
    return sum
  }
}
