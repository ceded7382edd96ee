import { eq, inArray, sql } from 'drizzle-orm'
import { rows, type Db } from '../../db/open.ts'
import {
  byProductStatement,
  listing,
  listingChange,
  listingMaterial,
  listingSpecification,
} from '../../db/schema/index.ts'
import type { ListingStatus } from '../contract/listing-life.ts'
import type { ListingRecord } from './record.ts'
import type { ByProductAnswers } from './schema.ts'

export type Status = ListingStatus

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
  audience: (typeof listing.$inferSelect)['audience']
  provenance: (typeof listing.$inferSelect)['provenance']
  demonstration: boolean
  hiddenAt: string | null
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
  audience: listing.audience,
  provenance: listing.provenance,
  demonstration: listing.demonstration,
  hiddenAt: listing.hiddenAt,
}

/** Listings by ref, locked until the transaction ends; in one order, so that two such transactions cannot wait for each other. */
export async function holdByRef(db: Db, refs: string[]): Promise<Map<string, Held>> {
  if (refs.length === 0) return new Map()
  const found = await db
    .select(held)
    .from(listing)
    .where(inArray(listing.ref, refs))
    .orderBy(listing.id)
    .for('no key update')
  return new Map(found.map((row) => [row.ref!, row]))
}

/** One listing, locked until the transaction ends; null when there is none. */
export async function holdById(db: Db, id: number): Promise<Held | null> {
  const [found] = await db.select(held).from(listing).where(eq(listing.id, id)).for('no key update')
  return found ?? null
}

/** Stores new listings, as published unless said otherwise; returns their ids in order. */
export async function insertListings(
  db: Db,
  placed: readonly Placed[],
  now: string,
  { status = 'published', copiedFrom = null }: { status?: Status; copiedFrom?: number | null } = {},
): Promise<number[]> {
  if (placed.length === 0) return []
  const created = await db
    .insert(listing)
    .values(
      placed.map(({ record, siteId }) => ({
        ...record.content,
        organisationId: record.organisationId,
        siteId,
        status,
        copiedFrom,
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

/** Replaces what a holder states about the conditions of a by-product; returns whether that is anything new. */
export async function replaceStatement(
  db: Db,
  listingId: number,
  answers: ByProductAnswers | undefined,
  { by, now }: { by: number; now: string },
): Promise<boolean> {
  const { useCertain, noFurtherProcessing, integralPart, lawful } = byProductStatement
  const [before] = await db
    .select({ useCertain, noFurtherProcessing, integralPart, lawful })
    .from(byProductStatement)
    .where(eq(byProductStatement.listingId, listingId))
  const isSame = before
    ? answers !== undefined &&
      Object.entries(before).every(([key, value]) => answers[key as keyof ByProductAnswers] === value)
    : answers === undefined
  if (isSame) return false
  await db.delete(byProductStatement).where(eq(byProductStatement.listingId, listingId))
  if (answers)
    await db.insert(byProductStatement).values({ listingId, ...answers, statedBy: by, statedAt: now })
  return true
}

/** Hides a listing with a reason, or shows it again; a revision like any other change. */
export async function setHidden(
  db: Db,
  { id, status, revision: before }: Held,
  hidden: { at: string; reason: string } | null,
  now: string,
): Promise<State> {
  const revision = before + 1
  await db
    .update(listing)
    .set({ hiddenAt: hidden?.at ?? null, hiddenReason: hidden?.reason ?? null, revision, updatedAt: now })
    .where(eq(listing.id, id))
  return { status, revision }
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

/** Where the listings of an organisation stand. */
export const listingsOf = (db: Db, organisationId: number): Promise<{ id: number; status: Status }[]> =>
  db
    .select({ id: listing.id, status: listing.status })
    .from(listing)
    .where(eq(listing.organisationId, organisationId))
    .orderBy(listing.id)

export async function handOverListings(db: Db, from: number, into: number): Promise<void> {
  await db.update(listing).set({ organisationId: into }).where(eq(listing.organisationId, from))
}

/** Takes out of an organisation's listings what may say who it was; titles stay, since exchanges are printed with them. */
export async function forgetWords(db: Db, organisationId: number): Promise<void> {
  await db
    .update(listing)
    .set({ ref: null, description: '', basisNote: null, sourceNote: null })
    .where(eq(listing.organisationId, organisationId))
}
