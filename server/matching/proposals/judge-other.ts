import type { Db } from '../../../db/open.ts'
import { rankOtherKind, type OtherFacts, type OtherFound } from '../engine/other-kinds.ts'
import type { Policy } from '../engine/policy.ts'
import { otherFactsOf } from '../other-facts.ts'
import { readOtherRows, readOtherRowsOf } from '../store.ts'
import { PROPOSED, type Judged } from './judge.ts'

/** Nothing says yet whether one kind of water or advice serves for another, so neither place nor time may speak against a pair. */
const MUST_FIT: readonly string[] = ['distance', 'timing']

/** Whether a pair that is no material is good enough to be proposed by itself. */
export const isWorthProposing = ({ score, findings }: Pick<OtherFound, 'score' | 'findings'>): boolean =>
  score >= PROPOSED.leastScore &&
  !findings.some(({ criterion, outcome }) => outcome === 'unmet' && MUST_FIT.includes(criterion))

/** The best partners among candidates that are worth proposing. */
export const partnersOfOther = (
  asking: OtherFacts,
  candidates: readonly OtherFacts[],
  policy: Policy,
): OtherFound[] =>
  rankOtherKind(asking, candidates, candidates.length, policy)
    .filter(isWorthProposing)
    .slice(0, PROPOSED.best)

/**
 * The pairs of energy, water, capacity, logistics and expertise that are worth proposing for listings that have just
 * changed, each once. Candidates are read as they stand in this transaction, so those that changed together find each other.
 */
export async function otherPairs(
  tx: Db,
  policy: Policy,
  listingIds: readonly number[],
  today: string,
): Promise<Judged[]> {
  const changed = (await readOtherRowsOf(tx, listingIds, today)).map((row) => otherFactsOf(row, policy))
  const pairs = new Map<string, Judged>()
  for (const group of Map.groupBy(changed, ({ resourceKind, kind }) => `${resourceKind} ${kind}`).values()) {
    const { resourceKind, kind } = group[0]!
    const wanted = { resourceKind, kind: kind === 'offer' ? 'need' : 'offer' } as const
    const candidates = (await readOtherRows(tx, wanted, today)).map((row) => otherFactsOf(row, policy))
    const byId = new Map(candidates.map((candidate) => [candidate.id, candidate]))
    for (const asking of group)
      for (const found of partnersOfOther(asking, candidates, policy)) {
        const judged = judgedOther(asking, byId.get(found.listing)!, found)
        pairs.set(`${judged.offer.id} ${judged.need.id}`, judged)
      }
  }
  return [...pairs.values()]
}

/** What is not weighed in tonnes moves none, and what it would avoid is unknown. */
function judgedOther(asking: OtherFacts, partner: OtherFacts, found: OtherFound): Judged {
  const [offer, need] = asking.kind === 'offer' ? [asking, partner] : [partner, asking]
  const { score, confidence, findings, distanceKm } = found
  return {
    offer,
    need,
    score,
    confidence,
    findings,
    potential: { tonnes: null, kgCo2e: null },
    facts: {
      offered: null,
      wanted: null,
      distanceKm,
      deliveredCostPerTonne: null,
      breakEvenKm: null,
      kgCo2ePerTonne: null,
      offer,
      need,
    },
  }
}
