import { and, eq, isNotNull, isNull, sql, type SQL } from 'drizzle-orm'
import { rows, type Db } from '../../../db/open.ts'
import { terms, termsAgreement } from '../../../db/schema/index.ts'
import type { Measure } from '../../contract/measures.ts'
import type { Side } from '../../contract/exchanges.ts'
import type { Deal } from './schema.ts'

export interface Agreement {
  side: Side
  /** Null once the account is gone. */
  agreedBy: number | null
  agreedAt: string
}

/** One version of the terms with the yeses it has, the supplier's first. */
export interface StoredTerms extends Deal {
  id: number
  exchangeId: number
  version: number
  unit: Measure
  proposedBySide: Side
  createdAt: string
  sealedAt: string | null
  seal: string | null
  supersededAt: string | null
  agreements: Agreement[]
}

/** An instant as ISO 8601 in UTC, whatever the session's time zone. */
const iso = (column: SQL) => sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const select = (where: SQL) => sql`
  select t.id, t.exchange_id as "exchangeId", t.version, t.proposed_by_side as "proposedBySide",
    t.tonnes::float8 as tonnes, t.unit, t.period, t.starts_on::text as "startsOn", t.ends_on::text as "endsOn",
    t.price_per_tonne::float8 as "pricePerTonne", t.currency, t.vat_included as "vatIncluded",
    t.transport_by as "transportBy", t.quality, t.note, ${iso(sql`t.created_at`)} as "createdAt",
    ${iso(sql`t.sealed_at`)} as "sealedAt", t.seal, ${iso(sql`t.superseded_at`)} as "supersededAt",
    (select coalesce(json_agg(json_build_object('side', a.side, 'agreedBy', a.agreed_by,
        'agreedAt', ${iso(sql`a.agreed_at`)}) order by a.side desc), '[]')
      from terms_agreement a where a.terms_id = t.id) as agreements
  from terms t where ${where} order by t.exchange_id, t.version desc`

/** The newest version of each of these exchanges; one that has none is left out. */
export async function newestTerms(db: Db, exchangeIds: readonly number[]): Promise<Map<number, StoredTerms>> {
  if (exchangeIds.length === 0) return new Map()
  const found = await rows<StoredTerms>(
    db,
    select(sql`t.exchange_id in ${exchangeIds}
      and t.version = (select max(n.version) from terms n where n.exchange_id = t.exchange_id)`),
  )
  return new Map(found.map((version) => [version.exchangeId, version]))
}

/** Every version of an exchange, newest first. */
export const allTerms = (db: Db, exchangeId: number): Promise<StoredTerms[]> =>
  rows<StoredTerms>(db, select(sql`t.exchange_id = ${exchangeId}`))

/** The terms that hold: sealed and not superseded; null before any are. */
export async function sealedTerms(db: Db, exchangeId: number): Promise<StoredTerms | null> {
  const [found] = await rows<StoredTerms>(
    db,
    select(sql`t.exchange_id = ${exchangeId} and t.sealed_at is not null and t.superseded_at is null`),
  )
  return found ?? null
}

/** Stores a version; returns its id. */
export async function insertTerms(
  db: Db,
  exchangeId: number,
  version: number,
  deal: Deal & { unit: Measure },
  by: { side: Side; accountId: number },
  now: string,
): Promise<number> {
  const [made] = await db
    .insert(terms)
    .values({
      ...deal,
      exchangeId,
      version,
      tonnes: String(deal.tonnes),
      pricePerTonne: String(deal.pricePerTonne),
      proposedBySide: by.side,
      proposedBy: by.accountId,
      createdAt: now,
    })
    .returning({ id: terms.id })
  return made!.id
}

/** Stores one side's yes. */
export async function insertAgreement(
  db: Db,
  termsId: number,
  by: { side: Side; accountId: number; onBehalfOf: number | null },
  now: string,
): Promise<void> {
  const { side, accountId: agreedBy, onBehalfOf } = by
  await db.insert(termsAgreement).values({ termsId, side, agreedBy, onBehalfOf, agreedAt: now })
}

/** Seals a version, which takes the place of the one that held before. */
export async function sealTerms(db: Db, version: StoredTerms, seal: string, now: string): Promise<void> {
  await db
    .update(terms)
    .set({ supersededAt: now })
    .where(
      and(eq(terms.exchangeId, version.exchangeId), isNotNull(terms.sealedAt), isNull(terms.supersededAt)),
    )
  await db.update(terms).set({ sealedAt: now, seal }).where(eq(terms.id, version.id))
}

/** The waste code of a hazardous offer for which its receiver holds no recorded permit on a day; null when all is well. */
export async function hazardWithoutPermit(
  db: Db,
  { offerId, receiverId, on }: { offerId: number; receiverId: number; on: string },
): Promise<{ wasteCode: string | null } | null> {
  const [found] = await rows<{ wasteCode: string | null }>(
    db,
    sql`select waste_code as "wasteCode" from listing l where id = ${offerId} and hazardous and not exists (
          select from permit p where p.organisation_id = ${receiverId} and p.waste_code = l.waste_code
            and coalesce(p.valid_from <= ${on}::date, true) and coalesce(p.valid_until >= ${on}::date, true))`,
  )
  return found ?? null
}
