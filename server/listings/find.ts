import { sql } from 'drizzle-orm'
import { rows, type Db } from '../../db/open.ts'
import { whereOf, type Filter } from './filter.ts'
import { readFor } from './read.ts'
import { ANYBODY, type Reader } from '../organisations/reader.ts'
import type { PublicListing } from './schema.ts'

/** One page of listings, newest first; `nextCursor` asks for the following one and is null on the last. */
export interface Page {
  listings: PublicListing[]
  nextCursor: number | null
}

/** One listing; null when there is none or when it is not for this reader. */
export async function readListing(
  db: Db,
  id: number,
  reader: Reader = ANYBODY,
): Promise<PublicListing | null> {
  const [found] = await readFor(db, reader, [id])
  return found ?? null
}

/** Listings for this reader that pass the filter and were made before the one that `cursor` names. */
export async function findListings(
  db: Db,
  filter: Filter,
  { cursor, limit }: { cursor?: number; limit: number },
  reader: Reader = ANYBODY,
): Promise<Page> {
  const found = await rows<{ id: number }>(
    db,
    sql`select l.id from listing l
        join organisation o on o.id = l.organisation_id
        join site s on s.id = l.site_id
        where ${whereOf(filter, reader)} and ${cursor === undefined ? sql`true` : sql`l.id < ${cursor}`}
        order by l.id desc limit ${limit + 1}`,
  )
  const ids = found.slice(0, limit).map(({ id }) => id)
  const last = ids.at(-1)
  return {
    listings: await readFor(db, reader, ids),
    nextCursor: found.length > limit && last !== undefined ? last : null,
  }
}
