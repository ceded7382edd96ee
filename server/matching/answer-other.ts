import type { Db } from '../../db/open.ts'
import type { Clock } from '../journal/write.ts'
import { readFor } from '../listings/read.ts'
import type { Reader } from '../organisations/reader.ts'
import { rankOtherKind, type OtherFacts, type OtherFound } from './engine/other-kinds.ts'
import { dayOf, type Matching } from './market.ts'
import { isForLevel, otherFactsOf } from './other-facts.ts'
import type { Match, MatchesResponse } from './schema.ts'
import { readOtherRows } from './store.ts'

/**
 * The best partners of a listing of energy, water, capacity, logistics or expertise. These have no catalogue of their own
 * yet, so that kind, place, time and amount decide; there are few enough of them to be read and scored each time.
 */
export async function answerOther(
  db: Db,
  matching: Matching,
  asking: OtherFacts,
  limit: number,
  clock: Clock,
  reader: Reader,
): Promise<MatchesResponse> {
  const { catalogue, policy } = matching
  const wanted = {
    resourceKind: asking.resourceKind,
    kind: asking.kind === 'offer' ? 'need' : 'offer',
  } as const
  const rows = await readOtherRows(db, wanted, dayOf(clock))
  const candidates = rows
    .filter((row) => isForLevel(row, reader.level))
    .map((row) => otherFactsOf(row, policy))
  const farthestKm = policy.farthestReaches * policy.reachKm[asking.resourceKind]
  const found = rankOtherKind(asking, candidates, candidates.length, policy)
    .filter(({ distanceKm }) => distanceKm <= farthestKm)
    .slice(0, limit)
  const listings = new Map(
    (
      await readFor(
        db,
        reader,
        found.map(({ listing }) => listing),
      )
    ).map((listing) => [listing.id, listing]),
  )
  return {
    policyVersion: policy.version,
    catalogueVersion: catalogue.version,
    currency: policy.currency,
    matches: found.flatMap((partner) => {
      const listing = listings.get(partner.listing)
      return listing ? [{ listing, ...tellOther(partner) }] : []
    }),
    stopped: [],
  }
}

/** One pair put into the words of the contract: what follows from a material only is null. */
export const tellOther = ({
  score,
  confidence,
  findings,
  distanceKm,
}: Omit<OtherFound, 'listing'>): Omit<Match, 'listing'> => ({
  score,
  confidence,
  offered: null,
  wanted: null,
  steps: [],
  findings: findings.map(({ rules: _rules, ...finding }) => finding),
  distanceKm,
  deliveredCostPerTonne: null,
  breakEvenKm: null,
  kgCo2ePerTonne: null,
})
