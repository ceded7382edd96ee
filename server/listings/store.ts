import { eq, inArray, sql } from 'drizzle-orm'
import { rows, type Db } from '../../db/open.ts'
import { listing, listingChange, listingMaterial, listingSpecification } from '../../db/schema/index.ts'
import type { ListingRecord } from './record.ts'

export type Status = (typeof listing.$inferSelect)['status']

/** Where a listing stands; each change of it is a new revision. */
export interface State {
  status: Status
  revision: number
}

/** What has to be known of a stored listing before it is changed. */
export interface Held extends State {
  id: number
  ref: string | null
  organisationId: number
  contentHash: string
}

/** A record with the site it was placed at. */
export interface Placed {
  record: ListingRecord
  siteId: number
}

const held = {
  id: listing.id,
  ref: listing.ref,
  organisationId: listing.organisationId,
  status: listing.status,
  revision: listing.revision,
  contentHash: listing.contentHash,
}

/** Listings by ref, locked until the transaction ends; in one order, so that two such transactions cannot wait for each other. */
export async function holdByRef(db: Db, refs: string[]): Promise<Map<string, Held>> {
  if (refs.length === 0) return new Map()
  const found = await db
    .select(held)
    .from(listing)
    .where(inArray(listing.ref, refs))
    .orderBy(listing.id)
    .for('update')
  return new Map(found.map((row) => [row.ref!, row]))
}

/** One listing, locked until the transaction ends; null when there is none. */
export async function holdById(db: Db, id: number): Promise<Held | null> {
  const [found] = await db.select(held).from(listing).where(eq(listing.id, id)).for('update')
  return found ?? null
}

/** Stores new listings as published; returns their ids in order. */
export async function insertListings(db: Db, placed: readonly Placed[], now: string): Promise<number[]> {
  if (placed.length === 0) return []
  const created = await db
    .insert(listing)
    .values(
      placed.map(({ record, siteId }) => ({
        ...record.content,
        organisationId: record.organisationId,
        siteId,
        status: 'published' as const,
        createdAt: now,
        updatedAt: now,
      })),
    )
    .returning({ id: listing.id })
  const ids = created.map(({ id }) => id)
  await insertParts(db, ids, placed)
  return ids
}

/** Replaces what a listing says and counts its revision up; returns the state it is in then. */
export async function updateListing(
  db: Db,
  { id, revision: before }: Held,
  placed: Placed,
  status: Status,
  now: string,
): Promise<State> {
  const revision = before + 1
  await db
    .update(listing)
    .set({ ...placed.record.content, siteId: placed.siteId, status, revision, updatedAt: now })
    .where(eq(listing.id, id))
  await db.delete(listingMaterial).where(eq(listingMaterial.listingId, id))
  await db.delete(listingSpecification).where(eq(listingSpecification.listingId, id))
  await insertParts(db, [id], [placed])
  return { status, revision }
}

/** Moves a listing to another status, which is a revision too; returns the state it is in then. */
export async function setStatus(
  db: Db,
  { id, revision: before }: Held,
  status: Status,
  now: string,
): Promise<State> {
  const revision = before + 1
  await db.update(listing).set({ status, revision, updatedAt: now }).where(eq(listing.id, id))
  return { status, revision }
}

async function insertParts(db: Db, ids: readonly number[], placed: readonly Placed[]): Promise<void> {
  const parts = <T extends object>(pick: (record: ListingRecord) => readonly T[]) =>
    placed.flatMap(({ record }, index) => pick(record).map((part) => ({ ...part, listingId: ids[index]! })))
  const materials = parts(({ materials }) => materials)
  const specifications = parts(({ specifications }) => specifications)
  if (materials.length > 0) await db.insert(listingMaterial).values(materials)
  if (specifications.length > 0) await db.insert(listingSpecification).values(specifications)
}

/** Tells every process's market that these listings changed, once the transaction is through. */
export async function announce(db: Db, listingIds: readonly number[]): Promise<void> {
  if (listingIds.length === 0) return
  await db
    .insert(listingChange)
    .values(listingIds.map((listingId) => ({ listingId })))
    .onConflictDoNothing()
  await rows(db, sql`select pg_notify('listing_changed', '')`)
}
