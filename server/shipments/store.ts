import { desc, eq, sql } from 'drizzle-orm'
import { rows, type Db } from '../../db/open.ts'
import { shipment } from '../../db/schema/index.ts'
import type { DisputeReason, ShipmentState } from '../contract/shipments.ts'
import type { Deal, StatedCost } from '../impact/facts.ts'
import type { StoredExchange } from '../exchanges/store.ts'
import type { Days } from '../exchanges/stock/calendar.ts'

/** A line as it is stored; tonnes are a number here. */
export type Line = Omit<typeof shipment.$inferSelect, 'tonnes' | 'disputeTonnes'> & {
  tonnes: number
  disputeTonnes: number | null
}

/** The exchange that a line belongs to; null when there is no such line. */
export async function exchangeOfLine(db: Db, lineId: number): Promise<number | null> {
  const [found] = await db
    .select({ exchangeId: shipment.exchangeId })
    .from(shipment)
    .where(eq(shipment.id, lineId))
  return found?.exchangeId ?? null
}

/** Tonnes recorded or confirmed in a period, without the line that is to be replaced. */
export async function movedTonnes(
  db: Db,
  exchangeId: number,
  { from, until }: Days,
  without: number | null,
): Promise<number> {
  const [found] = await rows<{ tonnes: number }>(
    db,
    sql`select coalesce(sum(tonnes), 0)::float8 as tonnes from shipment
        where exchange_id = ${exchangeId} and state in ('recorded', 'confirmed')
          and moved_on between ${from}::date and ${until}::date and id <> ${without ?? 0}
          -- A correction and the confirmed line that it is to replace count once.
          and not exists (select from shipment newer where newer.replaces = shipment.id and newer.state = 'recorded')`,
  )
  return found!.tonnes
}

export async function insertLine(
  db: Db,
  line: Omit<typeof shipment.$inferInsert, 'id' | 'tonnes' | 'state'> & { tonnes: number },
): Promise<Line> {
  const [created] = await db
    .insert(shipment)
    .values({ ...line, tonnes: String(line.tonnes), state: 'recorded' })
    .returning()
  return lineOf(created!)
}

/** One line, locked until the transaction ends. */
export async function holdLine(db: Db, id: number): Promise<Line | null> {
  const [found] = await db.select().from(shipment).where(eq(shipment.id, id)).for('update')
  return found ? lineOf(found) : null
}

export async function setState(
  db: Db,
  id: number,
  to: {
    state: ShipmentState
    answeredBy?: number
    answeredAt?: string
    disputeReason?: DisputeReason
    disputeTonnes?: number | null
  },
): Promise<void> {
  const { disputeTonnes, ...rest } = to
  await db
    .update(shipment)
    .set({
      ...rest,
      ...(disputeTonnes !== undefined && {
        disputeTonnes: disputeTonnes === null ? null : String(disputeTonnes),
      }),
    })
    .where(eq(shipment.id, id))
}

/** One line; null when there is none. */
export async function readLine(db: Db, id: number): Promise<Line | null> {
  const [found] = await db.select().from(shipment).where(eq(shipment.id, id))
  return found ? lineOf(found) : null
}

/** The lines of an exchange, newest day first. */
export async function linesOf(db: Db, exchangeId: number): Promise<Line[]> {
  const found = await db
    .select()
    .from(shipment)
    .where(eq(shipment.exchangeId, exchangeId))
    .orderBy(desc(shipment.movedOn), desc(shipment.id))
  return found.map(lineOf)
}

/** What an organisation says that it holds a permit to do with waste of a code on a day; each operation once. */
export const permitsFor = (
  db: Db,
  organisationId: number,
  wasteCode: string,
  day: string,
): Promise<{ operation: string; number: string }[]> =>
  rows(
    db,
    sql`select operation, min(number) as number from permit
        where organisation_id = ${organisationId} and operation is not null and waste_code = ${wasteCode}
          and coalesce(valid_from, ${day}::date) <= ${day}::date and coalesce(valid_until, ${day}::date) >= ${day}::date
        group by operation order by operation`,
  )

/** Whether an exchange moves a material, and not energy, water, capacity, logistics or expertise. */
export async function isOfMaterial(db: Db, { offerId }: Pick<StoredExchange, 'offerId'>): Promise<boolean> {
  const found = await rows(
    db,
    sql`select 1 from listing where id = ${offerId} and resource_kind = 'material'`,
  )
  return found.length > 0
}

/** What the impact of an exchange's shipments is computed from, as the listings and the sealed terms say it now. */
export async function readDeal(db: Db, held: StoredExchange): Promise<Omit<Deal, 'price' | 'transportBy'>> {
  const [offer] = await readListing(db, held.offerId)
  const [need] = held.needId === null ? [] : await readListing(db, held.needId)
  const receiver = need?.disc ?? (await firstDisc(db, held.receiverId)) ?? offer!.disc
  return {
    supplier: offer!.disc,
    receiver,
    offer: {
      materials: offer!.targets.map(({ id, factor }) => ({ id, share: factor })),
      operation: offer!.operation,
      disposalCost: offer!.cost,
    },
    need: need
      ? {
          targets: need.targets.map(({ kind, id, factor }) => ({ kind, id, weight: factor })),
          input: need.input,
          purchaseCost: need.cost,
        }
      : null,
  }
}

const readListing = (db: Db, id: number) =>
  rows<{
    disc: Deal['supplier']
    targets: { kind: 'material' | 'use'; id: string; factor: number }[]
    operation: string | null
    input: string | null
    cost: StatedCost | null
  }>(
    db,
    sql`select ${DISC} as disc, l.present_operation as operation, l.present_input as input,
          case when l.present_cost_per_tonne is null then null
            else json_build_object('amount', l.present_cost_per_tonne::float8, 'currency', l.present_cost_currency) end as cost,
          (select coalesce(json_agg(json_build_object('kind', target_kind, 'id', target, 'factor', factor)
             order by target_kind, target), '[]') from listing_material where listing_id = l.id) as targets
        from listing l join site s on s.id = l.site_id where l.id = ${id}`,
  )

const DISC = sql`json_build_object('lon', st_x(s.shown), 'lat', st_y(s.shown), 'radiusKm', s.shown_radius_km)`

async function firstDisc(db: Db, organisationId: number): Promise<Deal['supplier'] | undefined> {
  const [found] = await rows<{ disc: Deal['supplier'] }>(
    db,
    sql`select ${DISC} as disc from site s where organisation_id = ${organisationId} order by id limit 1`,
  )
  return found?.disc
}

const lineOf = (row: typeof shipment.$inferSelect): Line => ({
  ...row,
  tonnes: Number(row.tonnes),
  disputeTonnes: row.disputeTonnes === null ? null : Number(row.disputeTonnes),
})
