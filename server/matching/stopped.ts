import { namesOf } from '../materials/catalogue.ts'
import type { ListingFacts } from './engine/facts.ts'
import type { Matching } from './market.ts'
import { ruleNotices } from './rule-notices.ts'
import type { MatchesResponse } from './schema.ts'

type Stopped = MatchesResponse['stopped'][number]

const REMEDIES: Record<string, string> = {
  forbidden: 'choose_other_use',
  hazardous_without_permit: 'taker_records_permit',
}

/** Partners that fit by material but that a rule stops, counted per target, so that their absence is explained. */
export function stoppedPartners(
  { catalogue, market, nodes }: Matching,
  asking: ListingFacts,
  viewer: number,
): Stopped[] {
  const isOffer = asking.kind === 'offer'
  const others = isOffer ? market.needs : market.offers
  const own = market.law.classOf(asking.legal)
  const stopped: Stopped[] = []
  for (const { key } of asking.targets)
    for (const passage of market.passagesFor(asking.kind, key)) {
      const node = isOffer ? passage.target : passage.material
      const group = others.get(node)
      if (!group) continue
      const bridge = market.bridge(passage)
      const byReason = new Map<string, { listings: number; rules: string[] }>()
      for (const [other, listings] of group.legalClasses(market.staleSince, viewer, asking.organisation)) {
        const found = isOffer ? bridge.legalFinding(own, other) : bridge.legalFinding(other, own)
        if (found.score >= 0) continue
        const before = byReason.get(found.reason)
        byReason.set(found.reason, {
          listings: listings + (before?.listings ?? 0),
          rules: [...new Set([...(before?.rules ?? []), ...found.rules])],
        })
      }
      const { kind, id } = nodes.nodeOf(node)
      for (const [reason, { listings, rules }] of byReason)
        stopped.push({
          wanted: { kind, id, names: namesOf(catalogue, kind, id) },
          listings,
          rules: ruleNotices(catalogue, rules),
          reason,
          remedy: REMEDIES[reason] ?? null,
        })
    }
  return stopped.sort((a, b) => b.listings - a.listings || (a.wanted.id < b.wanted.id ? -1 : 1))
}
