import type { Db } from '../../../db/open.ts'
import { tell } from '../answer.ts'
import { tellOther } from '../answer-other.ts'
import { judgeOtherKind } from '../engine/other-kinds.ts'
import type { Matching } from '../market.ts'
import { otherFactsOf } from '../other-facts.ts'
import type { Match } from '../schema.ts'
import { readMarketRows } from '../market-rows.ts'
import { readOtherRowsOf } from '../store.ts'
import type { ProposalRow } from './store.ts'

type Told = Omit<Match, 'listing'>
type Pair = Pick<ProposalRow, 'offerId' | 'needId' | 'facts'>

/** A proposed pair as it is judged at this moment; null when a side is not open any more or nothing leads across. */
export const judgedNow = (db: Db, matching: Matching, pair: Pair, today: string): Promise<Told | null> =>
  pair.facts.wanted === null ? otherNow(db, matching, pair, today) : materialNow(db, matching, pair, today)

async function materialNow(
  db: Db,
  matching: Matching,
  { offerId, needId, facts: { offered, wanted } }: Pair,
  today: string,
): Promise<Told | null> {
  const rows = await readMarketRows(db, [offerId, needId], today)
  const facts = new Map(rows.map((row) => [row.id, matching.reader.factsOf(row)]))
  const [offer, need] = [facts.get(offerId), facts.get(needId)]
  const material = offered === null ? undefined : matching.nodes.keyOf('material', offered)
  const target = wanted === null ? undefined : matching.nodes.keyOf(wanted.kind, wanted.id)
  if (!offer || !need || material === undefined || target === undefined) return null
  return tell(matching, offer, need, { material, target })
}

async function otherNow(
  db: Db,
  { policy }: Matching,
  { offerId, needId }: Pair,
  today: string,
): Promise<Told | null> {
  const rows = await readOtherRowsOf(db, [offerId, needId], today)
  const facts = new Map(rows.map((row) => [row.id, otherFactsOf(row, policy)]))
  const [offer, need] = [facts.get(offerId), facts.get(needId)]
  if (!offer || !need || offer.resourceKind !== need.resourceKind) return null
  const { listing: _, ...told } = judgeOtherKind(offer, need, policy)
  return tellOther(told)
}
