import type { Db } from '../../../db/open.ts'
import { actorOf } from '../../accounts/principal.ts'
import type { Principal } from '../../contract/people.ts'
import { leaveLine, type Clock } from '../../journal/write.ts'
import { filterOf } from '../../listings/filter.ts'
import type { FilterQuery } from '../../listings/filter-schema.ts'
import { readFor } from '../../listings/read.ts'
import { refuseUnsound } from '../../listings/rules.ts'
import type { Draft } from '../../listings/schema.ts'
import { bestOnMarket } from '../../matching/fits.ts'
import { readerOf } from '../../organisations/reader.ts'
import { Refusal } from '../../refusals.ts'
import type { SearchParts } from './parts.ts'
import type { SavedSearches, SearchHits, SearchInput } from './schema.ts'
import {
  countSearches,
  deleteSearch,
  hitsOf,
  insertHits,
  insertPresentHits,
  insertSearch,
  isSavedAlready,
  renameSearch,
  searchesOf,
} from './store.ts'

/** More than anybody keeps an eye on. */
const MOST = 30
/** Partners of today that are no news tomorrow. */
const PARTNERS_KNOWN = 200
const HITS_SHOWN = 50

/**
 * Saves a search of somebody's. What it finds today is no news; whatever it finds from now on is told.
 * @returns its id
 * @throws Refusal `body_invalid` when what is searched for is missing, `query_invalid`, everything that is wrong with a
 * draft, `too_many_searches`, `search_already_saved`
 */
export async function saveSearch(
  db: Db,
  principal: Principal,
  input: SearchInput,
  { matching }: SearchParts,
  clock: Clock,
): Promise<{ id: number }> {
  const { accountId } = principal
  const { address = '', kind, name } = input
  const query = soughtBy(input)
  const reader = readerOf(principal)
  if (kind === 'matching') refuseUnsound(query as Draft, matching.catalogue)
  const filter = kind === 'listings' ? filterOf(query as FilterQuery) : null
  return db.transaction(async (tx) => {
    if ((await countSearches(tx, accountId)) >= MOST) throw new Refusal('too_many_searches', { most: MOST })
    if (await isSavedAlready(tx, accountId, kind, query)) throw new Refusal('search_already_saved')
    const createdAt = clock().toISOString()
    const id = await insertSearch(tx, { accountId, kind, name: name.trim(), query, address, createdAt })
    if (filter) await insertPresentHits(tx, id, filter, reader, createdAt)
    else {
      const known = { viewer: reader.level, most: PARTNERS_KNOWN }
      const partners = await readFor(
        tx,
        reader,
        await bestOnMarket(tx, matching, query as Draft, known, clock),
      )
      await insertHits(
        tx,
        id,
        partners.map((listing) => listing.id),
        { at: createdAt, wasThere: true },
      )
    }
    await note(tx, principal, 'search_saved', { search: id, kind }, clock)
    return { id }
  })
}

/** What a search looks for. */
function soughtBy({ kind, filter, draft }: SearchInput): FilterQuery | Draft {
  if (kind === 'listings') return filter ?? {}
  if (!draft) throw new Refusal('body_invalid', {}, [{ field: '/draft', code: 'missing' }])
  return draft
}

export const listSearches = async (db: Db, { accountId }: Principal): Promise<SavedSearches> => ({
  searches: await searchesOf(db, accountId),
})

/** What a search of somebody's found since it was saved and he may still see. @throws Refusal `not_found` */
export async function readHits(db: Db, principal: Principal, id: number): Promise<SearchHits> {
  const found = await hitsOf(db, principal.accountId, id, HITS_SHOWN)
  if (!found) throw new Refusal('not_found', { search: id })
  return { listings: await readFor(db, readerOf(principal), found) }
}

/** Renames a search of somebody's. @throws Refusal `not_found` */
export async function nameSearch(
  db: Db,
  principal: Principal,
  { id, name }: { id: number; name: string },
  clock: Clock,
): Promise<void> {
  await db.transaction(async (tx) => {
    if (!(await renameSearch(tx, principal.accountId, id, name.trim())))
      throw new Refusal('not_found', { search: id })
    await note(tx, principal, 'search_renamed', { search: id }, clock)
  })
}

/** Forgets a search of somebody's. @throws Refusal `not_found` */
export async function dropSearch(db: Db, principal: Principal, id: number, clock: Clock): Promise<void> {
  await db.transaction(async (tx) => {
    if (!(await deleteSearch(tx, principal.accountId, id))) throw new Refusal('not_found', { search: id })
    await note(tx, principal, 'search_dropped', { search: id }, clock)
  })
}

/** What somebody looks for is his own business, so the journal gets no more than that he did. */
const note = (tx: Db, principal: Principal, action: string, after: object, clock: Clock): Promise<void> =>
  leaveLine(tx, actorOf(principal), clock, {
    action,
    subjectKind: 'account',
    subjectId: principal.accountId,
    after,
  })
