import type { Db } from '../../db/open.ts'
import type { Clock } from '../journal/write.ts'
import { refuseUnsound } from '../listings/rules.ts'
import type { Draft } from '../listings/schema.ts'
import { Refusal } from '../refusals.ts'
import { Market } from './engine/market.ts'
import type { ListingFacts } from './engine/facts.ts'
import { rank } from './engine/rank.ts'
import { dayOf, todayNumber, type Matching } from './market.ts'
import { rulesInForce } from './passages.ts'
import { othersFitting, otherKindOf } from './fits-other.ts'
import type { OtherRow } from './other-facts.ts'
import { factsOfDraft } from './preview.ts'
import { judgePair } from './proposals/judge.ts'
import { readOtherRows, readOtherRowsOf } from './store.ts'
import { readMarketRows } from './market-rows.ts'

/** Some listings as a market of their own, whatever this process's market knows of them already. */
export interface Candidates {
  market: Market
  facts: ReadonlyMap<number, ListingFacts>
  /** Those that are no material. */
  others: readonly OtherRow[]
}

/** The open ones among some listings. */
export async function candidatesAmong(
  db: Db,
  matching: Matching,
  ids: readonly number[],
  clock: Clock,
): Promise<Candidates> {
  const today = dayOf(clock)
  const rows = await readMarketRows(db, ids, today)
  const facts = new Map(rows.map((row) => [row.id, matching.reader.factsOf(row)]))
  const market = new Market(matching.policy, rulesInForce(matching.catalogue, today), matching.passages)
  for (const each of facts.values()) market.add(each)
  market.settle()
  return { market, facts, others: await readOtherRowsOf(db, ids, today) }
}

/**
 * Which of the candidates a draft would be proposed with.
 * @param viewer highest audience that the asker belongs to: 0 public, 1 members, 2 facilitators
 * @returns their ids, the best first; none for a draft that the catalogue no longer understands
 */
export function fitting(
  matching: Matching,
  { market, facts, others }: Candidates,
  draft: Draft,
  viewer: number,
  clock: Clock,
): number[] {
  if (!isUnderstood(matching, draft)) return []
  const resourceKind = otherKindOf(draft)
  if (resourceKind) return othersFitting(matching, others, { draft, resourceKind, viewer })
  if (facts.size === 0) return []
  const asking = factsOfDraft(matching, draft)
  return rank(market, asking, { k: facts.size, viewer, today: todayNumber(clock) }).flatMap((found) => {
    const partner = facts.get(found.listing)!
    const [offer, need] = asking.kind === 'offer' ? [asking, partner] : [partner, asking]
    return judgePair(matching, offer, need, found) ? [found.listing] : []
  })
}

/** The best partners of a draft on the whole market. @returns their ids, the best first */
export async function bestOnMarket(
  db: Db,
  matching: Matching,
  draft: Draft,
  { viewer, most }: { viewer: number; most: number },
  clock: Clock,
): Promise<number[]> {
  if (!isUnderstood(matching, draft)) return []
  const resourceKind = otherKindOf(draft)
  if (resourceKind) {
    const wanted = { resourceKind, kind: draft.kind === 'offer' ? 'need' : 'offer' } as const
    const rows = await readOtherRows(db, wanted, dayOf(clock))
    return othersFitting(matching, rows, { draft, resourceKind, viewer }).slice(0, most)
  }
  const question = { k: most, viewer, today: todayNumber(clock) }
  return rank(matching.market, factsOfDraft(matching, draft), question).map(({ listing }) => listing)
}

/** Materials are retired and merged as the catalogue grows; a draft that was kept may speak of one that is gone. */
function isUnderstood({ catalogue }: Matching, draft: Draft): boolean {
  try {
    refuseUnsound(draft, catalogue)
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}
