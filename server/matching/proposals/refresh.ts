import type { Db } from '../../../db/open.ts'
import type { Actor, Clock } from '../../journal/write.ts'
import { tell, type Telling } from '../../journal/tell.ts'
import type { ListingFacts } from '../engine/facts.ts'
import { dayOf, todayNumber, type Matching } from '../market.ts'
import { rulesInForce } from '../passages.ts'
import { readMarketRows } from '../market-rows.ts'
import { judgePair, partnersOf, type Judged } from './judge.ts'
import { otherPairs } from './judge-other.ts'
import { markStale, saveProposals, unmatchedListings, type NewProposal } from './store.ts'

const SYSTEM: Actor = { id: 'system:matching' }
const LISTINGS_AT_ONCE = 200

/**
 * Makes the proposals of listings that have just changed, and marks those as stale that no longer hold; call it in the
 * transaction that changes them. What others have published and not committed yet is found when their change arrives
 * through the feed, where this is called again.
 * @returns how many pairs are new
 */
export async function refreshProposals(
  tx: Db,
  matching: Matching,
  listingIds: readonly number[],
  clock: Clock,
  actor: Actor = SYSTEM,
): Promise<number> {
  const now = clock().toISOString()
  const today = dayOf(clock)
  await markStale(tx, listingIds, now)
  const rulesNow = rulesInForce(matching.catalogue, today)
  let made = 0
  for (let start = 0; start < listingIds.length; start += LISTINGS_AT_ONCE) {
    const ids = listingIds.slice(start, start + LISTINGS_AT_ONCE)
    const materials = await materialPairs(tx, matching, ids, rulesNow, clock)
    const others = await otherPairs(tx, matching.policy, ids, today)
    const versions = { policy: matching.policy.version, catalogue: matching.catalogue.version }
    const saved = await saveProposals(tx, [...materials, ...others], versions, now)
    await tell(tx, actor, clock, tellingsOf(saved))
    made += saved.length
  }
  return made
}

/** The pairs of materials that are worth proposing, each in the best way that leads across. */
async function materialPairs(
  tx: Db,
  matching: Matching,
  ids: readonly number[],
  rulesNow: ReturnType<typeof rulesInForce>,
  clock: Clock,
): Promise<Judged[]> {
  const today = dayOf(clock)
  const changed = await factsOf(tx, matching, ids, today)
  const partners = partnersOf(matching, [...changed.values()], rulesNow, todayNumber(clock))
  const others = [...partners.values()].flat().map(({ listing }) => listing)
  const missing = [...new Set(others)].filter((id) => !changed.has(id))
  const known = new Map([...changed, ...(await factsOf(tx, matching, missing, today))])
  const pairs = new Map<string, Judged>()
  for (const [id, found] of partners)
    for (const partner of found) {
      const [one, other] = [known.get(id), known.get(partner.listing)]
      if (!one || !other) continue
      const [offer, need] = one.kind === 'offer' ? [one, other] : [other, one]
      const judged = judgePair(matching, offer, need, partner)
      const key = `${offer.id} ${need.id}`
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
      byOrganisation.set(organisation, [...(byOrganisation.get(organisation) ?? []), proposal])
  return [...byOrganisation].map(([organisation, proposals]) => ({
    kind: 'proposal_found',
    subjectKind: 'proposal',
    subjectId: proposals.reduce((best, one) => (one.score > best.score ? one : best)).id,
    organisations: [organisation],
    params: { count: proposals.length },
  }))
}

/**
 * Looks for the partners of listings for which nobody has done it since they changed: those that came by a command while
 * no server ran, or from before there were proposals.
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
