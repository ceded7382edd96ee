import { eq, sql } from 'drizzle-orm'
import { rows, type Db } from '../../db/open.ts'
import { bundle, exchange } from '../../db/schema/index.ts'
import type { BundleShape, Side, Stage } from '../contract/exchanges.ts'

/** A stored exchange. */
export interface StoredExchange {
  id: number
  bundleId: number | null
  proposalId: number | null
  offerId: number
  needId: number | null
  supplierId: number
  receiverId: number
  stage: Stage
  reason: string | null
  openedBy: number | null
  assignedTo: number | null
  supplierRevealedAt: string | null
  receiverRevealedAt: string | null
  revision: number
  createdAt: string
  touchedAt: string
}

export interface Bundle {
  id: number
  shape: BundleShape
  allOrNone: boolean
}

/** What has to be known of a listing before an exchange is opened about it. */
export interface Subject {
  id: number
  kind: 'offer' | 'need'
  status: string
  organisationId: number
  demonstration: boolean
}

/** An exchange; null when there is none. */
export async function readExchange(db: Db, id: number): Promise<StoredExchange | null> {
  const [found] = await db.select().from(exchange).where(eq(exchange.id, id))
  return found ?? null
}

/**
 * An exchange with all that share its bundle, locked until the transaction ends, in the order of their ids; null when
 * there is none. Exchanges are always locked before listings.
 */
export async function holdExchange(
  db: Db,
  id: number,
): Promise<{ exchange: StoredExchange; bundle: Bundle | null; others: StoredExchange[] } | null> {
  const [found] = await db
    .select({ bundleId: exchange.bundleId, shape: bundle.shape, allOrNone: bundle.allOrNone })
    .from(exchange)
    .leftJoin(bundle, eq(bundle.id, exchange.bundleId))
    .where(eq(exchange.id, id))
  if (!found) return null
  const { bundleId, shape, allOrNone } = found
  const held = await db
    .select()
    .from(exchange)
    .where(bundleId === null ? eq(exchange.id, id) : eq(exchange.bundleId, bundleId))
    .orderBy(exchange.id)
    .for('no key update')
  const own = held.find((row) => row.id === id)
  if (!own) return null
  return {
    exchange: own,
    bundle:
      bundleId === null || shape === null || allOrNone === null ? null : { id: bundleId, shape, allOrNone },
    others: held.filter((row) => row.id !== id),
  }
}

export async function insertBundle(db: Db, shape: BundleShape, allOrNone: boolean, now: string) {
  const [made] = await db
    .insert(bundle)
    .values({ shape, allOrNone, createdAt: now })
    .returning({ id: bundle.id })
  return made!.id
}

/** Stores a new exchange in its first stage; returns its id. */
export async function insertExchange(
  db: Db,
  made: Pick<
    StoredExchange,
    'bundleId' | 'proposalId' | 'offerId' | 'needId' | 'supplierId' | 'receiverId' | 'openedBy' | 'assignedTo'
  >,
  now: string,
): Promise<number> {
  const [stored] = await db
    .insert(exchange)
    .values({ ...made, stage: 'introduced', createdAt: now, touchedAt: now })
    .returning({ id: exchange.id })
  return stored!.id
}

/** Moves an exchange to a stage, or only notes that something happened in it. */
export async function touchExchange(
  db: Db,
  { id, revision }: Pick<StoredExchange, 'id' | 'revision'>,
  now: string,
  change: { stage?: Stage; reason?: string } = {},
): Promise<void> {
  await db
    .update(exchange)
    .set({ ...change, touchedAt: now, ...(change.stage && { revision: revision + 1 }) })
    .where(eq(exchange.id, id))
}

/** Notes a side's consent to be seen by the other; what was given stays given. */
export async function setRevealed(db: Db, id: number, side: Side, now: string): Promise<void> {
  await db
    .update(exchange)
    .set(side === 'supplier' ? { supplierRevealedAt: now } : { receiverRevealedAt: now })
    .where(eq(exchange.id, id))
}

/** The open exchange about a pair; null when there is none. */
export async function openExchangeOf(db: Db, offerId: number, needId: number): Promise<number | null> {
  const [found] = await rows<{ id: number }>(
    db,
    sql`select id from exchange where offer_id = ${offerId} and need_id = ${needId}
        and stage not in ('completed', 'declined', 'lapsed')`,
  )
  return found?.id ?? null
}

/** Ids of an organisation's open exchanges, in the order in which exchanges are locked. */
export async function openExchangesOf(db: Db, organisationId: number): Promise<number[]> {
  const found = await rows<{ id: number }>(
    db,
    sql`select id from exchange where (supplier_id = ${organisationId} or receiver_id = ${organisationId})
        and stage not in ('completed', 'declined', 'lapsed') order by id`,
  )
  return found.map(({ id }) => id)
}

/** Listings as subjects of an exchange, by id. */
export async function readSubjects(db: Db, ids: readonly number[]): Promise<Map<number, Subject>> {
  const found = await rows<Subject>(
    db,
    sql`select id, kind, status, organisation_id as "organisationId", demonstration from listing where id in ${ids}`,
  )
  return new Map(found.map((row) => [row.id, row]))
}

/** Shipments that wait for an answer or are disputed. */
export async function countOpenShipments(db: Db, exchangeId: number): Promise<number> {
  const [found] = await rows<{ open: number }>(
    db,
    sql`select count(*)::int as open from shipment
        where exchange_id = ${exchangeId} and state in ('recorded', 'disputed')`,
  )
  return found!.open
}

/** Counts a completed exchange for both organisations; returns their open listings, which are trusted more by it. */
export async function countCompleted(db: Db, organisationIds: readonly number[]): Promise<number[]> {
  await rows(
    db,
    sql`update organisation set completed_exchanges = completed_exchanges + 1
        where id in (select id from organisation where id in ${organisationIds} order by id for no key update)`,
  )
  const found = await rows<{ id: number }>(
    db,
    sql`select id from listing where organisation_id in ${organisationIds} and status = 'published'`,
  )
  return found.map(({ id }) => id)
}

/** Ids of exchanges that nobody touched since a moment while they were negotiated. */
export async function untouchedSince(db: Db, since: string, limit: number): Promise<number[]> {
  const found = await rows<{ id: number }>(
    db,
    sql`select id from exchange where stage in ('introduced', 'negotiating') and touched_at < ${since}::timestamptz
        order by id limit ${limit}`,
  )
  return found.map(({ id }) => id)
}
