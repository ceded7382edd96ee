import type { Db } from '../../db/open.ts'
import type { Principal } from '../contract/people.ts'
import type { Clock } from '../journal/write.ts'
import { readOwn } from '../listings/own.ts'
import { readListing } from '../listings/find.ts'
import { readerOf } from '../organisations/reader.ts'
import { draftOf, submissionOf } from '../listings/submission.ts'
import { Refusal } from '../refusals.ts'
import { answer } from './answer.ts'
import { answerOther } from './answer-other.ts'
import { dayOf, type Matching } from './market.ts'
import { otherFactsOf } from './other-facts.ts'
import { preview } from './preview.ts'
import type { MatchesResponse } from './schema.ts'
import { readMarketRows } from './market-rows.ts'
import { readOtherRowsOf } from './store.ts'

/**
 * Partners of a stored listing, for whoever may see it. One that is not on the market is matched as a draft: for its own
 * people that is what publishing it would find.
 * @throws Refusal not_found when there is no such listing that this reader may see
 */
export async function matchesOfListing(
  db: Db,
  matching: Matching,
  id: number,
  limit: number,
  clock: Clock,
  principal: Principal | null = null,
): Promise<MatchesResponse> {
  const reader = readerOf(principal)
  const seen = await readListing(db, id, reader)
  const [row] = seen ? await readMarketRows(db, [id], dayOf(clock)) : []
  if (row) return answer(db, matching, matching.reader.factsOf(row), limit, clock, reader)
  const [other] = seen ? await readOtherRowsOf(db, [id], dayOf(clock)) : []
  if (other) return answerOther(db, matching, otherFactsOf(other, matching.policy), limit, clock, reader)
  if (!principal) throw new Refusal('not_found', { listing: id })
  const own = await readOwn(db, principal, id)
  const draft = draftOf(submissionOf(own))
  return preview(db, matching, draft, limit, clock, { reader, organisation: own.organisation.id })
}
