import type { Db } from '../../db/open.ts'
import type { Clock } from '../journal/write.ts'
import { readListing } from '../listings/find.ts'
import { Refusal } from '../refusals.ts'
import { answer } from './answer.ts'
import { dayOf, type Matching } from './market.ts'
import type { MatchesResponse } from './schema.ts'
import { readMarketRows } from './store.ts'

/**
 * Partners of a stored public listing.
 * @throws Refusal not_found when there is no such listing that everybody may see
 */
export async function matchesOfListing(
  db: Db,
  matching: Matching,
  id: number,
  limit: number,
  clock: Clock,
): Promise<MatchesResponse> {
  const listing = await readListing(db, id)
  const [row] = listing ? await readMarketRows(db, [id], dayOf(clock)) : []
  if (!row) throw new Refusal('not_found', { listing: id })
  return answer(db, matching, matching.reader.factsOf(row), limit, clock)
}
