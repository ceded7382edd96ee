import type { Db } from '../../../db/open.ts'
import { settle } from '../../../db/transaction.ts'
import { tell, type Telling } from '../../journal/tell.ts'
import type { Clock } from '../../journal/write.ts'
import { filterOf } from '../../listings/filter.ts'
import type { FilterQuery } from '../../listings/filter-schema.ts'
import type { Draft } from '../../listings/schema.ts'
import { candidatesAmong, fitting, type Candidates } from '../../matching/fits.ts'
import type { Matching } from '../../matching/market.ts'
import { readChanges } from '../../matching/store.ts'
import { readerOf } from '../../organisations/reader.ts'
import {
  foundAmong,
  holdPosition,
  insertHits,
  putPosition,
  standingSearches,
  type StandingSearch,
} from './store.ts'

const SEARCHER = { id: 'system:searches' }
const SEARCHES_AT_ONCE = 200

/**
 * Tells the owners of saved searches of listings that their searches find now and did not find before. It goes through
 * the changes of listings in the order of transactions, one process at a time, from where the last one stopped, so that
 * nothing is told twice or left out, also of what changed while no server ran.
 * @returns how many searches found something
 */
export const alertSearches = (db: Db, matching: Matching, clock: Clock): Promise<number> =>
  settle(db, async (tx) => {
    const position = await holdPosition(tx)
    const { horizon, listings } = await readChanges(tx, position ?? HIGHEST)
    if (horizon !== position) await putPosition(tx, horizon)
    if (listings.length === 0) return 0
    const candidates = await candidatesAmong(tx, matching, listings, clock)
    let alerted = 0
    for (let after = 0; ;) {
      const searches = await standingSearches(tx, after, SEARCHES_AT_ONCE)
      const tellings: Telling[] = []
      for (const search of searches) {
        const found = await newlyFound(tx, search, { matching, listings, candidates }, clock)
        if (found.length > 0) tellings.push(tellingOf(search, found))
      }
      await tell(tx, SEARCHER, clock, tellings)
      alerted += tellings.length
      if (searches.length < SEARCHES_AT_ONCE) return alerted
      after = searches.at(-1)!.id
    }
  })

/** No transaction has this number: whoever has not looked yet begins with what comes from now on. */
const HIGHEST = '18446744073709551615'

interface Changed {
  matching: Matching
  listings: readonly number[]
  candidates: Candidates
}

async function newlyFound(
  tx: Db,
  search: StandingSearch,
  { matching, listings, candidates }: Changed,
  clock: Clock,
): Promise<number[]> {
  const { accountId, id, kind, memberships, query, role } = search
  const reader = readerOf({ accountId, role, memberships, onBehalfOf: null, scopes: null })
  const fit =
    kind === 'listings' ? listings : fitting(matching, candidates, query as Draft, reader.level, clock)
  const filter = kind === 'listings' ? filterOf(query as FilterQuery) : {}
  // Whether he may see them is asked of the database in both cases.
  const seen = await foundAmong(tx, fit, filter, reader)
  return insertHits(tx, id, seen, { at: clock().toISOString(), wasThere: false })
}

const tellingOf = ({ accountId, id }: StandingSearch, found: readonly number[]): Telling => ({
  kind: 'saved_search_hit',
  subjectKind: 'saved_search',
  subjectId: id,
  accounts: [accountId],
  params: { count: found.length, listing: found[0]! },
})
