import type { Db } from '../../db/open.ts'
import type { Clock } from '../journal/write.ts'
import { Refusal } from '../refusals.ts'
import { explain, type Explanation } from './engine/explain.ts'
import type { ListingFacts } from './engine/facts.ts'
import { dayOf, type Matching } from './market.ts'
import { readMarketRows } from './market-rows.ts'
import { listingNamed } from './store.ts'

/** A pair with every way that the catalogue knows between them, best first. */
export interface PairTold {
  offer: string
  need: string
  policyVersion: string
  catalogueVersion: string
  ways: { from: string; to: string; path: string[]; explanation: Explanation }[]
}

/**
 * Every finding of one stored pair, recomputed from what is stored.
 * @param offerName id or ref of an open offer; `needName` likewise of a need
 * @throws Refusal not_found when one of them is not an open listing of that kind
 */
export async function explainPair(
  db: Db,
  matching: Matching,
  offerName: string,
  needName: string,
  clock: Clock,
): Promise<PairTold> {
  const offer = await namedListing(db, matching, 'offer', offerName, clock)
  const need = await namedListing(db, matching, 'need', needName, clock)
  return {
    offer: offer.title,
    need: need.title,
    policyVersion: matching.policy.version,
    catalogueVersion: matching.catalogue.version,
    ways: waysBetween(matching, offer.facts, need.facts),
  }
}

function waysBetween(
  { market, nodes, passages, policy }: Matching,
  offer: ListingFacts,
  need: ListingFacts,
): PairTold['ways'] {
  const ways: PairTold['ways'] = []
  offer.targets.forEach(({ key: material }, offered) =>
    need.targets.forEach(({ key: target }, wanted) => {
      const passage = passages.between(material, target)
      if (!passage) return
      ways.push({
        from: nodes.nodeOf(material).id,
        to: nodes.nodeOf(target).id,
        path: passages
          .rowOf(passage)
          .path.map(
            (step) =>
              `${step.relation} → ${step.to} (${step.weight})${step.process ? ` by ${step.process}` : ''}`,
          ),
        explanation: explain(offer, offered, need, wanted, market.bridge(passage), market.law, policy),
      })
    }),
  )
  return ways.sort((a, b) => b.explanation.score - a.explanation.score)
}

async function namedListing(
  db: Db,
  matching: Matching,
  kind: 'offer' | 'need',
  name: string,
  clock: Clock,
): Promise<{ title: string; facts: ListingFacts }> {
  const found = await listingNamed(db, name)
  const [row] = found?.kind === kind ? await readMarketRows(db, [found.id], dayOf(clock)) : []
  if (!found || !row) throw new Refusal('not_found', { listing: name })
  return { title: `${found.id} ${found.title}`, facts: matching.reader.factsOf(row) }
}
