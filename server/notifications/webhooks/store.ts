import { and, desc, eq, isNull, lt, lte, sql } from 'drizzle-orm'
import { rows, type Db } from '../../../db/open.ts'
import { webhook, webhookDelivery } from '../../../db/schema/index.ts'
import type { EventKind, WebhookEnd } from '../../contract/events.ts'

export type WebhookRow = typeof webhook.$inferSelect
export type DeliveryRow = typeof webhookDelivery.$inferSelect

export async function insertWebhook(db: Db, row: typeof webhook.$inferInsert): Promise<number> {
  const [made] = await db.insert(webhook).values(row).returning({ id: webhook.id })
  return made!.id
}

const isOf = (organisationId: number, id: number) =>
  and(eq(webhook.organisationId, organisationId), eq(webhook.id, id))

/** The webhooks of an organisation with what still waits for each. */
export async function webhooksOf(
  db: Db,
  organisationId: number,
): Promise<(WebhookRow & { waiting: number })[]> {
  const found = await db
    .select()
    .from(webhook)
    .where(eq(webhook.organisationId, organisationId))
    .orderBy(webhook.id)
  const waiting = await rows<{ id: number; n: number }>(
    db,
    sql`select d.webhook_id as id, count(*)::int as n from webhook_delivery d join webhook w on w.id = d.webhook_id
        where w.organisation_id = ${organisationId} and d.next_attempt_at is not null group by d.webhook_id`,
  )
  const counted = new Map(waiting.map(({ id, n }) => [id, n]))
  return found.map((row) => ({ ...row, waiting: counted.get(row.id) ?? 0 }))
}

/** One webhook of an organisation, held until the transaction ends; null when it has none such. */
export async function holdWebhook(db: Db, organisationId: number, id: number): Promise<WebhookRow | null> {
  const [found] = await db.select().from(webhook).where(isOf(organisationId, id)).for('no key update')
  return found ?? null
}

/** How many webhooks an organisation has, counted while nobody else adds one. */
export async function countWebhooks(db: Db, organisationId: number): Promise<number> {
  await rows(db, sql`select id from organisation where id = ${organisationId} for no key update`)
  return db.$count(webhook, eq(webhook.organisationId, organisationId))
}

export const updateWebhook = async (
  db: Db,
  id: number,
  change: Partial<typeof webhook.$inferInsert>,
): Promise<void> => {
  await db.update(webhook).set(change).where(eq(webhook.id, id))
}

export const deleteWebhook = async (db: Db, id: number): Promise<void> => {
  await db.delete(webhook).where(eq(webhook.id, id))
}

/** Webhooks that take events of these organisations, each with the organisation that was named in the event. */
export const webhooksHearing = (
  db: Db,
  organisations: readonly number[],
): Promise<{ id: number; named: number; kinds: EventKind[] }[]> =>
  organisations.length === 0
    ? Promise.resolve([])
    : rows(
        db,
        sql`select w.id, o.id as named, to_json(w.kinds) as kinds from organisation o
            join webhook w on w.organisation_id = coalesce(o.merged_into, o.id)
            where o.id in ${organisations} and o.deleted_at is null and w.disabled_at is null order by w.id`,
      )

/** Puts deliveries into the queue and wakes whoever sends; returns their ids. */
export async function insertDeliveries(
  db: Db,
  made: readonly (typeof webhookDelivery.$inferInsert)[],
): Promise<number[]> {
  if (made.length === 0) return []
  const inserted = await db
    .insert(webhookDelivery)
    .values([...made])
    .returning({ id: webhookDelivery.id })
  await rows(db, sql`select pg_notify('webhook', '')`)
  return inserted.map(({ id }) => id)
}

/**
 * Takes the next delivery that is due. It comes up again at `again` unless it is marked before, so that one whose sender
 * dies is not lost; another process that asks at the same moment gets another one.
 */
export async function claimDelivery(db: Db, now: string, again: string): Promise<DeliveryRow | null> {
  const due = db
    .select({ id: webhookDelivery.id })
    .from(webhookDelivery)
    .where(lte(webhookDelivery.nextAttemptAt, now))
    .orderBy(webhookDelivery.nextAttemptAt, webhookDelivery.id)
    .limit(1)
    .for('update', { skipLocked: true })
  const [claimed] = await db
    .update(webhookDelivery)
    .set({ nextAttemptAt: again, attempts: sql`${webhookDelivery.attempts} + 1` })
    .where(eq(webhookDelivery.id, sql`(${due})`))
    .returning()
  return claimed ?? null
}

export async function webhookById(db: Db, id: number): Promise<WebhookRow | null> {
  const [found] = await db.select().from(webhook).where(eq(webhook.id, id))
  return found ?? null
}

export const markDelivery = async (
  db: Db,
  id: number,
  outcome: Partial<typeof webhookDelivery.$inferInsert>,
): Promise<void> => {
  await db.update(webhookDelivery).set(outcome).where(eq(webhookDelivery.id, id))
}

/** Switches a webhook off and takes what waits for it out of the queue; whether it was on. */
export async function disableWebhook(db: Db, id: number, why: WebhookEnd, at: string): Promise<boolean> {
  const ended = await db
    .update(webhook)
    .set({ disabledAt: at, disabledReason: why })
    .where(and(eq(webhook.id, id), isNull(webhook.disabledAt)))
    .returning({ id: webhook.id })
  await db
    .update(webhookDelivery)
    .set({ nextAttemptAt: null, lastError: sql`coalesce(${webhookDelivery.lastError}, 'webhook_disabled')` })
    .where(and(eq(webhookDelivery.webhookId, id), isNull(webhookDelivery.deliveredAt)))
  return ended.length > 0
}

/** Deliveries of a webhook before one of them, the newest first. */
export const deliveriesBefore = (db: Db, webhookId: number, before: number | null, limit: number) =>
  db
    .select()
    .from(webhookDelivery)
    .where(
      and(
        eq(webhookDelivery.webhookId, webhookId),
        before === null ? undefined : lt(webhookDelivery.id, before),
      ),
    )
    .orderBy(desc(webhookDelivery.id))
    .limit(limit)

/** Whether anything arrived at a webhook since a moment. */
export async function hasArrivedSince(db: Db, webhookId: number, since: string): Promise<boolean> {
  const [found] = await rows<{ arrived: boolean }>(
    db,
    sql`select exists (select from webhook_delivery
          where webhook_id = ${webhookId} and delivered_at >= ${since}) as arrived`,
  )
  return found!.arrived
}

/** Puts one delivery of a webhook back into the queue; whether there was one. */
export async function requeueDelivery(db: Db, webhookId: number, id: number, now: string): Promise<boolean> {
  const queued = await db
    .update(webhookDelivery)
    .set({ nextAttemptAt: now, attempts: 0, deliveredAt: null, lastStatus: null, lastError: null })
    .where(and(eq(webhookDelivery.webhookId, webhookId), eq(webhookDelivery.id, id)))
    .returning({ id: webhookDelivery.id })
  if (queued.length > 0) await rows(db, sql`select pg_notify('webhook', '')`)
  return queued.length > 0
}

/** Forgets deliveries that ended before a moment. */
export async function deleteDeliveriesBefore(db: Db, before: string): Promise<void> {
  await rows(db, sql`delete from webhook_delivery where next_attempt_at is null and created_at < ${before}`)
}
