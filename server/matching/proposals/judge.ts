import { Market } from '../engine/market.ts'
import { isBetter, type Found } from '../engine/best.ts'
import { explain } from '../engine/explain.ts'
import type { ListingFacts } from '../engine/facts.ts'
import type { Finding } from '../engine/findings.ts'
import type { OtherFacts } from '../engine/other-kinds.ts'
import { rank } from '../engine/rank.ts'
import type { Matching } from '../market.ts'
import type { CatalogueNode } from '../nodes.ts'

/** How many partners of a listing are worth proposing, and how good they must be. */
export const PROPOSED = { best: 20, leastScore: 0.4 }
/** Proposals are made whoever may see them; who reads one is asked then. */
const WHOEVER = 2

/** What was found of a pair, as it is kept: numbers that are not finite become null. */
export interface Judged {
  offer: Known
  need: Known
  score: number
  confidence: number
  facts: PairFacts
  findings: Finding[]
  potential: Potential
}

/** What a pair could move in a year (or at once) and avoid by it; null where a side does not say enough. */
export interface Potential {
  tonnes: number | null
  kgCo2e: number | null
}

/** What the engine knows of a listing, whatever its kind of resource. */
export type Known = ListingFacts | OtherFacts

/** What stood behind a proposal. Of what is no material, all that follows from one is null. */
export interface PairFacts {
  offered: string | null
  wanted: CatalogueNode | null
  distanceKm: number
  deliveredCostPerTonne: number | null
  breakEvenKm: number | null
  kgCo2ePerTonne: number | null
  offer: Known
  need: Known
}

/**
 * Finds the best partners of each of these listings: those that this process's market knows, and each other, which it does
 * not know yet because they were changed together.
 */
export function partnersAmong(
  { market, passages, policy }: Matching,
  changed: readonly ListingFacts[],
  rules: ConstructorParameters<typeof Market>[1],
  today: number,
): (facts: ListingFacts) => Found[] {
  const together = new Market(policy, rules, passages)
  for (const facts of changed) together.add(facts)
  together.settle()
  const ids = new Set(changed.map(({ id }) => id))
  const question = { k: PROPOSED.best, viewer: WHOEVER, today }
  return (facts) => {
    const known = rank(market, facts, question).filter(({ listing }) => !ids.has(listing))
    const found = [...known, ...rank(together, facts, question)].toSorted((a, b) => (isBetter(a, b) ? -1 : 1))
    return found.slice(0, PROPOSED.best)
  }
}

/** A pair judged from facts as they are stored; null when it is not worth proposing: no way between them, a veto, a low score. */
export function judgePair(
  { market, nodes, passages, policy }: Matching,
  offer: ListingFacts,
  need: ListingFacts,
  found: Pick<Found, 'material' | 'target'>,
): Judged | null {
  const offered = offer.targets.findIndex(({ key }) => key === found.material)
  const wanted = need.targets.findIndex(({ key }) => key === found.target)
  const passage = passages.between(found.material, found.target)
  if (offered < 0 || wanted < 0 || !passage) return null
  const told = explain(offer, offered, need, wanted, market.bridge(passage), market.law, policy)
  if (told.score < PROPOSED.leastScore || told.findings.some(({ outcome }) => outcome === 'veto')) return null
  const known = (value: number) => (Number.isFinite(value) ? value : 0)
  const share = offer.targets[offered]!.factor
  return {
    offer,
    need,
    score: told.score,
    confidence: told.confidence,
    findings: told.findings,
    potential: potentialOf(offer.massTonnes * share, need.massTonnes, told.kgCo2ePerTonne),
    facts: {
      offered: nodes.nodeOf(found.material).id,
      wanted: nodes.nodeOf(found.target),
      distanceKm: told.distanceKm,
      deliveredCostPerTonne: told.haulCostPerTonne + known(passage.processingCost) + known(offer.price),
      breakEvenKm: told.breakEvenKm,
      kgCo2ePerTonne: told.kgCo2ePerTonne,
      offer,
      need,
    },
  }
}

/**
 * The lesser of what is offered and what is wanted, and what that many tonnes avoid.
 * @param offeredTonnes of the material in question, NaN when unknown; likewise `wantedTonnes`
 * @param kgCo2ePerTonne avoided; null when unknown
 */
export function potentialOf(
  offeredTonnes: number,
  wantedTonnes: number,
  kgCo2ePerTonne: number | null,
): Potential {
  const least = Math.min(offeredTonnes, wantedTonnes)
  const tonnes = Number.isFinite(least) ? least : null
  const isKnown = tonnes !== null && kgCo2ePerTonne !== null && Number.isFinite(kgCo2ePerTonne)
  return { tonnes, kgCo2e: isKnown ? tonnes * kgCo2ePerTonne : null }
}
