import { eq, sql, type SQL } from 'drizzle-orm'
import { rows, type Db } from '../../db/open.ts'
import { exchange, impact } from '../../db/schema/index.ts'
import type { Impact, ImpactFacts } from './compute.ts'

/** What a confirmed shipment did, as it was frozen. */
export interface FrozenImpact {
  shipmentId: number
  factorSetVersion: string
  facts: ImpactFacts
  impact: Impact
  frozenAt: string
}

/** The same with the day on which it was moved, as ISO. */
export type ImpactOfDay = FrozenImpact & { movedOn: string }

/** Freezes the impact of a shipment; a shipment has one. */
export async function insertImpact(db: Db, frozen: FrozenImpact): Promise<void> {
  await db.insert(impact).values({
    shipmentId: frozen.shipmentId,
    factorSetVersion: frozen.factorSetVersion,
    tonnes: String(frozen.impact.tonnes),
    kgCo2eAvoided: frozen.impact.kgCo2eAvoided,
    supplierSaving: decimal(frozen.impact.supplierSaving),
    receiverSaving: decimal(frozen.impact.receiverSaving),
    currency: frozen.facts.currency,
    working: { facts: frozen.facts, impact: frozen.impact },
    frozenAt: frozen.frozenAt,
  })
}

/** The frozen impacts of an exchange's confirmed shipments, oldest first. */
export async function impactsOfExchange(db: Db, exchangeId: number): Promise<ImpactOfDay[]> {
  const found = await rows<{
    shipmentId: number
    movedOn: string
    version: string
    working: { facts: ImpactFacts; impact: Impact }
    frozenAt: string
  }>(
    db,
    sql`select s.id as "shipmentId", s.moved_on::text as "movedOn", i.factor_set_version as version, i.working,
               to_char(i.frozen_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "frozenAt"
        from impact i join shipment s on s.id = i.shipment_id
        where s.exchange_id = ${exchangeId} and s.state = 'confirmed' and s.tonnes > 0
        order by s.moved_on, s.id`,
  )
  return found.map(({ shipmentId, movedOn, version, working, frozenAt }) => ({
    shipmentId,
    movedOn,
    factorSetVersion: version,
    ...working,
    frozenAt,
  }))
}

/** The two organisations of an exchange; undefined when there is no such exchange. */
export async function sidesOf(
  db: Db,
  exchangeId: number,
): Promise<{ supplier: number; receiver: number } | undefined> {
  const [found] = await db
    .select({ supplier: exchange.supplierId, receiver: exchange.receiverId })
    .from(exchange)
    .where(eq(exchange.id, exchangeId))
  return found
}

/** Along what totals are told apart: not at all, by the region that a supplier's site is shown in, or by focus stream. */
export type Grouping = 'all' | 'region' | 'stream'

/** Confirmed shipments added up. A `…Tonnes` beside a figure says for how many tonnes it is known. */
export interface Totals {
  key: string | null
  shipments: number
  organisations: number
  tonnes: number
  kgCo2eAvoided: number
  kgKnownTonnes: number
  supplierSaving: number
  supplierKnownTonnes: number
  receiverSaving: number
  receiverKnownTonnes: number
}

const KEYS: Record<Grouping, SQL> = {
  all: sql`null::text`,
  region: sql`(select mu.region_id from municipality mu where mu.id = si.municipality_id)`,
  stream: sql`(select m.stream from listing_material lm join material m on m.id = lm.target
    where lm.listing_id = l.id and lm.target_kind = 'material' order by lm.factor desc, m.id limit 1)`,
}

/** Adds up the impact of confirmed shipments, of one exchange or organisation or of all, in a calendar year or ever. */
export async function sumImpact(
  db: Db,
  scope: { exchange?: number; organisation?: number; year?: number },
  grouping: Grouping,
): Promise<Totals[]> {
  const conditions = [
    // A correction may say that nothing was moved.
    sql`s.state = 'confirmed' and s.tonnes > 0`,
    scope.exchange === undefined ? null : sql`e.id = ${scope.exchange}`,
    scope.organisation === undefined
      ? null
      : sql`${scope.organisation}::int in (e.supplier_id, e.receiver_id)`,
    scope.year === undefined ? null : sql`extract(year from s.moved_on) = ${scope.year}::int`,
  ].filter((condition) => condition !== null)
  return rows<Totals>(
    db,
    sql`with moved as (
          select ${KEYS[grouping]} as key, e.supplier_id, e.receiver_id, i.tonnes::float8 as tonnes,
                 i.kg_co2e_avoided as kg, i.supplier_saving::float8 as supplier, i.receiver_saving::float8 as receiver
          from impact i join shipment s on s.id = i.shipment_id join exchange e on e.id = s.exchange_id
          join listing l on l.id = e.offer_id join site si on si.id = l.site_id
          where ${sql.join(conditions, sql` and `)})
        select key, count(*)::int as shipments,
               (select count(distinct o)::int from moved m2, unnest(array[m2.supplier_id, m2.receiver_id]) o
                where m2.key is not distinct from moved.key) as organisations,
               sum(tonnes) as tonnes,
               coalesce(sum(kg), 0) as "kgCo2eAvoided",
               coalesce(sum(tonnes) filter (where kg is not null), 0) as "kgKnownTonnes",
               coalesce(sum(supplier), 0) as "supplierSaving",
               coalesce(sum(tonnes) filter (where supplier is not null), 0) as "supplierKnownTonnes",
               coalesce(sum(receiver), 0) as "receiverSaving",
               coalesce(sum(tonnes) filter (where receiver is not null), 0) as "receiverKnownTonnes"
        from moved group by key order by key nulls last`,
  )
}

const decimal = (amount: number | null): string | null => (amount === null ? null : String(amount))
