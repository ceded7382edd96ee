import { setImmediate } from 'node:timers/promises'
import type { Db } from '../../../db/open.ts'
import { A_STATEMENT, partsOf } from '../../../db/parts.ts'
import { both } from '../../../db/transaction.ts'
import type { Actor, Clock } from '../../journal/write.ts'
import { tell, type Telling } from '../../journal/tell.ts'
import type { Progress } from '../../listings/changed.ts'
import type { Found } from '../engine/best.ts'
import type { ListingFacts } from '../engine/facts.ts'
import { dayOf, todayNumber, type Matching } from '../market.ts'
import { rulesInForce } from '../passages.ts'
import { readMarketRows } from '../market-rows.ts'
import { judgePair, partnersAmong, type Judged } from './judge.ts'
import { otherPairs } from './judge-other.ts'
import { freshPairs, markStale, saveProposals, unmatchedListings, type NewProposal } from './save/store.ts'

const SYSTEM: Actor = { id: 'system:matching' }
/** Listings whose partners are looked for while the database stores those of the listings before. */
const LISTINGS_AT_ONCE = 200
/** Looking for the partners of a listing takes a millisecond; others get their turn in between, and so does the writing. */
const LISTINGS_AT_A_STRETCH = 20

/**
 * Makes the proposals of listings that have just changed, and marks those as stale that no longer hold; call it in the
 * transaction that changes them. What others have published and not committed yet is found when their change arrives
 * through the feed, where this is called again.
 * @param progress told how many of the listings are through, again and again
 * @returns how many pairs are new
 */
export async function refreshProposals(
  tx: Db,
  matching: Matching,
  listingIds: readonly number[],
  clock: Clock,
  progress: Progress = () => {},
): Promise<number> {
  const now = clock().toISOString()
  const today = dayOf(clock)
  const versions = { policy: matching.policy.version, catalogue: matching.catalogue.version }
  const changed = new Map<number, ListingFacts>()
  const made: NewProposal[] = []
  const scores = new Map<string, number>()
  /** Stores what does not stand there with this score: most pairs are found from both their sides. */
  const save = async (judged: readonly Judged[]) => {
    const unknown = judged.filter(({ offer, need, score }) => scores.get(pairOf(offer.id, need.id)) !== score)
    for (const { offer, need, score } of unknown) scores.set(pairOf(offer.id, need.id), score)
    made.push(...(await saveProposals(tx, unknown, versions, now)))
  }
  progress(0, listingIds.length)
  for (const ids of partsOf(listingIds, A_STATEMENT)) {
    await markStale(tx, ids, now)
    for (const { offerId, needId, score } of await freshPairs(tx, ids, versions))
      scores.set(pairOf(offerId, needId), score)
    for (const [id, facts] of await factsOf(tx, matching, ids, today)) changed.set(id, facts)
    await save(await otherPairs(tx, matching.policy, ids, today))
  }
  const all = [...changed.values()]
  const partners = partnersAmong(matching, all, rulesInForce(matching.catalogue, today), todayNumber(clock))
  const judgedWays = new Set<string>()
  const judge = async (part: readonly ListingFacts[]) => {
    const found = await foundBy(part, partners)
    const others = [...found.values()].flat().map(({ listing }) => listing)
    const missing = [...new Set(others)].filter((id) => !changed.has(id))
    const unchanged = await factsOf(tx, matching, missing, today)
    return judgedPairs(matching, found, (id) => changed.get(id) ?? unchanged.get(id), judgedWays)
  }
  let stored = listingIds.length - all.length
  let saving = Promise.resolve()
  for (const part of partsOf(all, LISTINGS_AT_ONCE)) {
    const [judged] = await both(judge(part), saving)
    progress(stored, listingIds.length)
    stored += part.length
    saving = save(judged)
  }
  await saving
  progress(listingIds.length, listingIds.length)
  for (const tellings of partsOf(tellingsOf(made), LISTINGS_AT_ONCE)) await tell(tx, SYSTEM, clock, tellings)
  return made.length
}

const pairOf = (offer: number, need: number): string => `${offer} ${need}`

async function foundBy(
  part: readonly ListingFacts[],
  partners: (facts: ListingFacts) => Found[],
): Promise<Map<ListingFacts, Found[]>> {
  const found = new Map<ListingFacts, Found[]>()
  for (const facts of part) {
    found.set(facts, partners(facts))
    if (found.size % LISTINGS_AT_A_STRETCH === 0) await setImmediate()
  }
  return found
}

/**
 * What was found of materials, judged from stored facts: each pair once, in the best way that leads across.
 * @param judgedWays with what was judged before, from the other side, and need not be again
 */
function judgedPairs(
  matching: Matching,
  found: ReadonlyMap<ListingFacts, readonly Found[]>,
  factsNow: (id: number) => ListingFacts | undefined,
  judgedWays: Set<string>,
): Judged[] {
  const pairs = new Map<string, Judged>()
  for (const [one, partners] of found)
    for (const partner of partners) {
      const other = factsNow(partner.listing)
      if (!other) continue
      const [offer, need] = one.kind === 'offer' ? [one, other] : [other, one]
      const key = pairOf(offer.id, need.id)
      const way = `${key} ${partner.material} ${partner.target}`
      if (judgedWays.has(way)) continue
      judgedWays.add(way)
      const judged = judgePair(matching, offer, need, partner)
      if (judged && judged.score > (pairs.get(key)?.score ?? 0)) pairs.set(key, judged)
    }
  return [...pairs.values()]
}

async function factsOf(
  tx: Db,
  { reader }: Matching,
  ids: readonly number[],
  today: string,
): Promise<Map<number, ListingFacts>> {
  return new Map((await readMarketRows(tx, ids, today)).map((row) => [row.id, reader.factsOf(row)]))
}

/** One word to every organisation, whatever the number of its new proposals, with the best of them. */
function tellingsOf(saved: readonly NewProposal[]): Telling[] {
  const byOrganisation = new Map<number, NewProposal[]>()
  for (const proposal of saved)
    for (const organisation of [proposal.supplierId, proposal.receiverId])
      if (byOrganisation.get(organisation)?.push(proposal) === undefined)
        byOrganisation.set(organisation, [proposal])
  return [...byOrganisation].map(([organisation, proposals]) => ({
    kind: 'proposal_found',
    subjectKind: 'proposal',
    subjectId: proposals.reduce((best, one) => (one.score > best.score ? one : best)).id,
    organisations: [organisation],
    params: { count: proposals.length },
  }))
}

/**
 * Looks for the partners of listings that have none at their present revision: those from before there were proposals,
 * and those for which the catalogue knows a way by now.
 * @param isStopped asked between batches
 */
export async function catchUpProposals(
  db: Db,
  matching: Matching,
  clock: Clock,
  isStopped: () => boolean = () => false,
): Promise<number> {
  let made = 0
  for (let after = 0; !isStopped();) {
    const ids = await unmatchedListings(db, after, LISTINGS_AT_ONCE)
    const last = ids.at(-1)
    if (last === undefined) break
    made += await db.transaction((tx) => refreshProposals(tx, matching, ids, clock))
    after = last
  }
  return made
}
