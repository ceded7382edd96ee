import { and, eq, sql, type SQL } from 'drizzle-orm'
import { rows, type Db } from '../../../db/open.ts'
import { savedSearch, savedSearchHit } from '../../../db/schema/index.ts'
import type { SearchKind } from '../../contract/events.ts'
import type { MembershipRole, Role } from '../../contract/people.ts'
import { whereOf, type Filter } from '../../listings/filter.ts'
import type { Reader } from '../../organisations/reader.ts'
import { IS_ADMITTED } from '../subjects.ts'
import type { SavedSearches } from './schema.ts'

const READER = 'saved_searches'

/** How many searches somebody has saved, counted while he adds no other. */
export async function countSearches(db: Db, accountId: number): Promise<number> {
  await rows(db, sql`select id from account where id = ${accountId} for no key update`)
  return db.$count(savedSearch, eq(savedSearch.accountId, accountId))
}

export async function isSavedAlready(
  db: Db,
  accountId: number,
  kind: SearchKind,
  query: object,
): Promise<boolean> {
  const found = await rows(
    db,
    sql`select 1 from saved_search where account_id = ${accountId} and kind = ${kind}
          and query = ${JSON.stringify(query)}::jsonb`,
  )
  return found.length > 0
}

export async function insertSearch(db: Db, row: typeof savedSearch.$inferInsert): Promise<number> {
  const [made] = await db.insert(savedSearch).values(row).returning({ id: savedSearch.id })
  return made!.id
}

/** Somebody's searches with what they found since they were saved, the newest first. */
export const searchesOf = (db: Db, accountId: number): Promise<SavedSearches['searches']> =>
  rows(
    db,
    sql`select v.id, v.kind, v.name, v.address, v.query, ${iso(sql`v.created_at`)} as "createdAt",
          count(h.listing_id)::int as found, ${iso(sql`max(h.found_at)`)} as "lastFoundAt"
        from saved_search v
        left join saved_search_hit h on h.search_id = v.id and not h.was_there
        where v.account_id = ${accountId} group by v.id order by v.id desc`,
  )

const iso = (instant: SQL): SQL =>
  sql`to_char(${instant} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const isOwn = (accountId: number, id: number) =>
  and(eq(savedSearch.accountId, accountId), eq(savedSearch.id, id))

/** Renames a search of somebody's; whether he has such a one. */
export async function renameSearch(db: Db, accountId: number, id: number, name: string): Promise<boolean> {
  const changed = await db
    .update(savedSearch)
    .set({ name })
    .where(isOwn(accountId, id))
    .returning({ id: savedSearch.id })
  return changed.length > 0
}

/** Deletes a search of somebody's; whether he had such a one. */
export async function deleteSearch(db: Db, accountId: number, id: number): Promise<boolean> {
  const gone = await db.delete(savedSearch).where(isOwn(accountId, id)).returning({ id: savedSearch.id })
  return gone.length > 0
}

/** Listings that a search of somebody's found since it was saved, the latest first; null when he has no such search. */
export async function hitsOf(db: Db, accountId: number, id: number, limit: number): Promise<number[] | null> {
  const [search] = await db.select({ id: savedSearch.id }).from(savedSearch).where(isOwn(accountId, id))
  if (!search) return null
  const found = await rows<{ id: number }>(
    db,
    sql`select listing_id as id from saved_search_hit
        where search_id = ${id} and not was_there
        order by found_at desc, listing_id desc limit ${limit}`,
  )
  return found.map(({ id: listing }) => listing)
}

/** Notes listings as found; returns those that were not before. */
export async function insertHits(
  db: Db,
  searchId: number,
  listingIds: readonly number[],
  { at: foundAt, wasThere }: { at: string; wasThere: boolean },
): Promise<number[]> {
  if (listingIds.length === 0) return []
  const inserted = await db
    .insert(savedSearchHit)
    .values(listingIds.map((listingId) => ({ searchId, listingId, foundAt, wasThere })))
    .onConflictDoNothing()
    .returning({ id: savedSearchHit.listingId })
  return inserted.map(({ id }) => id)
}

/** Notes everything that a filter finds now, so that only what comes later is new. */
export async function insertPresentHits(
  db: Db,
  searchId: number,
  filter: Filter,
  reader: Reader,
  foundAt: string,
): Promise<void> {
  await rows(
    db,
    sql`insert into saved_search_hit (search_id, listing_id, found_at, was_there)
        select ${searchId}::int, l.id, ${foundAt}::timestamptz, true from listing l
        join organisation o on o.id = l.organisation_id join site s on s.id = l.site_id
        where ${whereOf(filter, reader)} on conflict do nothing`,
  )
}

/** Which of some listings a filter finds for a reader; those of his own organisations are no news to him. */
export async function foundAmong(
  db: Db,
  ids: readonly number[],
  filter: Filter,
  reader: Reader,
): Promise<number[]> {
  if (ids.length === 0) return []
  const { organisations } = reader
  const isForeign =
    organisations.length === 0 ? sql`true` : sql`l.organisation_id not in ${[...organisations]}`
  const found = await rows<{ id: number }>(
    db,
    sql`select l.id from listing l join organisation o on o.id = l.organisation_id join site s on s.id = l.site_id
        where l.id in ${[...ids]} and ${isForeign} and ${whereOf(filter, reader)} order by l.id`,
  )
  return found.map(({ id }) => id)
}

/** A saved search with what decides about what its owner may see. */
export interface StandingSearch {
  id: number
  kind: SearchKind
  query: object
  accountId: number
  role: Role
  memberships: { organisationId: number; role: MembershipRole }[]
}

/** Saved searches of accounts that are in use, after one of them. */
export const standingSearches = (db: Db, after: number, limit: number): Promise<StandingSearch[]> =>
  rows(
    db,
    sql`select v.id, v.kind, v.query, a.id as "accountId", a.role,
          coalesce((select json_agg(json_build_object('organisationId', m.organisation_id, 'role', m.role))
            from membership m join organisation o on o.id = m.organisation_id
            where m.account_id = a.id and o.deleted_at is null and o.merged_into is null), '[]') as memberships
        from saved_search v join account a on a.id = v.account_id and ${IS_ADMITTED}
        where v.id > ${after} order by v.id limit ${limit}`,
  )

/**
 * Up to which transaction the changes of listings have been looked at, held until the transaction ends, so that one
 * process at a time looks on. Null when nobody has looked yet.
 */
export async function holdPosition(db: Db): Promise<string | null> {
  const [held] = await rows<{ xid: string }>(
    db,
    sql`select xid::text as xid from feed_position where reader = ${READER} for update`,
  )
  if (!held) return null
  // A database that was restored or has crashed may count from further back. Asked apart: what the lock waited for has
  // moved the position past the snapshot that looked for it.
  const [now] = await rows<{ ahead: boolean }>(
    db,
    sql`select ${held.xid}::xid8 > pg_snapshot_xmin(pg_current_snapshot()) as ahead`,
  )
  return now!.ahead ? null : held.xid
}

export async function putPosition(db: Db, xid: string): Promise<void> {
  await rows(
    db,
    sql`insert into feed_position (reader, xid) values (${READER}, ${xid}::xid8)
        on conflict (reader) do update set xid = excluded.xid`,
  )
}
