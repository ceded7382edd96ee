import { sql } from 'drizzle-orm'
import { rows, type Db } from '../../db/open.ts'
import { DEMONSTRATION } from './marks.ts'

/** Two processes that start at once must not both fill; any constant will do. */
const DEMONSTRATION_LOCK = 5_107_2026

/** Lets no other process fill or take out the demonstration region until the transaction ends. */
export async function holdDemonstration(db: Db): Promise<void> {
  await rows(db, sql`select pg_advisory_xact_lock(${DEMONSTRATION_LOCK})`)
}

/** Whether the database holds a listing, or ever held the demonstration region. */
export async function wasEverUsed(db: Db): Promise<boolean> {
  const [found] = await rows<{ used: boolean }>(
    db,
    sql`select exists (select from listing)
          or exists (select from journal where subject_kind = ${DEMONSTRATION.subjectKind}) as used`,
  )
  return found!.used
}

/** The demonstration organisations that are there, by their refs. */
export async function organisationIdsByRef(db: Db, refs: readonly string[]): Promise<Map<string, number>> {
  const found = await rows<{ id: number; ref: string }>(
    db,
    sql`select id, ref from organisation where demonstration and ref in ${[...refs]}`,
  )
  return new Map(found.map(({ id, ref }) => [ref, id]))
}

/** The demonstration accounts that are there, by their addresses. */
export async function accountIdsByEmail(db: Db, emails: readonly string[]): Promise<Map<string, number>> {
  const found = await rows<{ id: number; email: string }>(
    db,
    sql`select id, email from account where demonstration and email in ${[...emails]}`,
  )
  return new Map(found.map(({ id, email }) => [email, id]))
}

/** The published demonstration listings that are there and were never part of an exchange, by their refs. */
export async function untouchedListingsByRef(
  db: Db,
  refs: readonly string[],
): Promise<Map<string, { id: number; organisationId: number }>> {
  const found = await rows<{ id: number; organisationId: number; ref: string }>(
    db,
    sql`select l.id, l.organisation_id as "organisationId", l.ref from listing l
        where l.demonstration and l.status = 'published' and l.ref in ${[...refs]}
          and not exists (select from exchange e where e.offer_id = l.id)`,
  )
  return new Map(found.map(({ ref, ...listing }) => [ref, listing]))
}

/** The agreed exchange about a demonstration offer in which nothing was moved yet; undefined when there is none. */
export async function agreedWithoutShipments(
  db: Db,
  offerRef: string,
): Promise<{ id: number; supplierId: number; receiverId: number } | undefined> {
  const [found] = await rows<{ id: number; supplierId: number; receiverId: number }>(
    db,
    sql`select e.id, e.supplier_id as "supplierId", e.receiver_id as "receiverId"
        from exchange e join listing l on l.id = e.offer_id
        where l.demonstration and l.ref = ${offerRef} and e.stage = 'agreed'
          and not exists (select from shipment s where s.exchange_id = e.id)`,
  )
  return found
}

/** Deletes the rows that are demonstration, with what hangs on them; returns the ids of what is gone. */
export async function deleteDemonstration(db: Db): Promise<{ organisations: number[]; listings: number[] }> {
  const listings = sql`(select id from listing where demonstration)`
  const organisations = sql`(select id from organisation where demonstration)`
  await rows(db, sql`delete from account where demonstration`)
  await rows(
    db,
    sql`delete from exchange where offer_id in ${listings} or need_id in ${listings}
          or supplier_id in ${organisations} or receiver_id in ${organisations}`,
  )
  const goneListings = await rows<{ id: number }>(
    db,
    sql`delete from listing where demonstration returning id`,
  )
  const goneOrganisations = await rows<{ id: number }>(
    db,
    sql`delete from organisation o
        where demonstration and not exists (select from listing l where l.organisation_id = o.id) returning id`,
  )
  return { organisations: idsOf(goneOrganisations), listings: idsOf(goneListings) }
}

const idsOf = (found: readonly { id: number }[]) => found.map(({ id }) => id).sort((a, b) => a - b)
