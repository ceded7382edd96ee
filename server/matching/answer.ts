import type { Db } from '../../db/open.ts'
import type { Clock } from '../journal/write.ts'
import { readFor } from '../listings/read.ts'
import { ANYBODY, type Reader } from '../organisations/reader.ts'
import { namesOf } from '../materials/catalogue.ts'
import type { Found } from './engine/best.ts'
import { explain } from './engine/explain.ts'
import type { ListingFacts } from './engine/facts.ts'
import type { Finding } from './engine/findings.ts'
import { rank } from './engine/rank.ts'
import { dayOf, todayNumber, type Matching } from './market.ts'
import { ruleNotices } from './rule-notices.ts'
import type { Match, MatchesResponse } from './schema.ts'
import { stepsOf } from './steps.ts'
import { stoppedPartners } from './stopped.ts'
import { readMarketRows } from './market-rows.ts'

/**
 * The best partners of a listing with their findings. Ranked in memory, then each partner is read again from the database
 * and judged from what is stored now, so that what is shown is true, closed listings are gone, and all of it can be recomputed.
 */
export async function answer(
  db: Db,
  matching: Matching,
  asking: ListingFacts,
  limit: number,
  clock: Clock,
  reader: Reader = ANYBODY,
): Promise<MatchesResponse> {
  const found = rank(matching.market, asking, { k: limit, viewer: reader.level, today: todayNumber(clock) })
  return {
    policyVersion: matching.policy.version,
    catalogueVersion: matching.catalogue.version,
    currency: matching.policy.currency,
    matches: await matchesOf(db, matching, asking, found, clock, reader),
    stopped: stoppedPartners(matching, asking, reader.level),
  }
}

async function matchesOf(
  db: Db,
  matching: Matching,
  asking: ListingFacts,
  found: readonly Found[],
  clock: Clock,
  reader: Reader,
): Promise<Match[]> {
  const ids = found.map(({ listing }) => listing)
  const listings = new Map((await readFor(db, reader, ids)).map((listing) => [listing.id, listing]))
  const rows = new Map((await readMarketRows(db, ids, dayOf(clock))).map((row) => [row.id, row]))
  return found
    .flatMap((partner) => {
      const listing = listings.get(partner.listing)
      const row = rows.get(partner.listing)
      if (!listing || !row) return []
      const told = tell(matching, asking, matching.reader.factsOf(row), partner)
      return told ? [{ listing, ...told }] : []
    })
    .sort((a, b) => b.score - a.score || a.listing.id - b.listing.id)
}

type Told = Omit<Match, 'listing'>

/** One pair put into the words of the contract; null when the partner no longer offers (or wants) what it was found for, or a rule stops it. */
export function tell(
  matching: Matching,
  asking: ListingFacts,
  partner: ListingFacts,
  found: Pick<Found, 'material' | 'target'>,
): Told | null {
  const { catalogue, market, nodes, passages, policy } = matching
  const [offer, need] = asking.kind === 'offer' ? [asking, partner] : [partner, asking]
  const offered = offer.targets.findIndex(({ key }) => key === found.material)
  const wanted = need.targets.findIndex(({ key }) => key === found.target)
  const passage = passages.between(found.material, found.target)
  if (offered < 0 || wanted < 0 || !passage) return null
  const told = explain(offer, offered, need, wanted, market.bridge(passage), market.law, policy)
  if (told.findings.some(({ outcome }) => outcome === 'veto')) return null
  const material = nodes.nodeOf(found.material)
  const target = nodes.nodeOf(found.target)
  const price = Number.isFinite(offer.price) ? offer.price : 0
  const processing = Number.isFinite(passage.processingCost) ? passage.processingCost : 0
  return {
    score: told.score,
    confidence: told.confidence,
    offered: { id: material.id, names: namesOf(catalogue, 'material', material.id) },
    wanted: { ...target, names: namesOf(catalogue, target.kind, target.id) },
    steps: stepsOf(catalogue, passages.rowOf(passage)),
    findings: told.findings.map((finding) => findingShown(finding, catalogue)),
    distanceKm: told.distanceKm,
    deliveredCostPerTonne: told.haulCostPerTonne + processing + price,
    breakEvenKm: told.breakEvenKm,
    kgCo2ePerTonne: told.kgCo2ePerTonne,
  }
}

/** A finding with its rules' citations in place of their ids. */
export const findingShown = (
  { rules, ...finding }: Finding,
  catalogue: Matching['catalogue'],
): Match['findings'][number] => ({
  ...finding,
  ...(rules && rules.length > 0 ? { rules: ruleNotices(catalogue, rules) } : {}),
})
