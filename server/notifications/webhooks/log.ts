import type { Db } from '../../../db/open.ts'
import { isoOf } from '../../accounts/parts.ts'
import type { Principal } from '../../contract/people.ts'
import type { Clock } from '../../journal/write.ts'
import { Refusal } from '../../refusals.ts'
import { inside, note, type Which } from './manage.ts'
import { testPayload } from './queue.ts'
import type { Deliveries } from './schema.ts'
import { deliveriesBefore, insertDeliveries, requeueDelivery, type DeliveryRow } from './store.ts'

/** What was sent to a webhook, the newest first. @throws Refusal `not_permitted`, `not_found` */
export const readDeliveries = (
  db: Db,
  principal: Principal,
  which: Which,
  { cursor, limit }: { cursor?: number; limit: number },
): Promise<Deliveries> =>
  inside(db, principal, which, async (tx, held) => {
    const found = await deliveriesBefore(tx, held.id, cursor ?? null, limit + 1)
    return {
      deliveries: found.slice(0, limit).map(shown),
      nextCursor: found.length > limit ? found[limit - 1]!.id : null,
    }
  })

function shown(row: DeliveryRow): Deliveries['deliveries'][number] {
  const { id, payload, attempts, lastStatus, lastError } = row
  const instant = (at: string | null) => (at === null ? null : isoOf(at))
  return {
    id,
    kind: String((JSON.parse(payload) as { type: unknown }).type),
    state: row.deliveredAt !== null ? 'delivered' : row.nextAttemptAt !== null ? 'waiting' : 'failed',
    payload,
    createdAt: isoOf(row.createdAt),
    attempts,
    nextAttemptAt: instant(row.nextAttemptAt),
    deliveredAt: instant(row.deliveredAt),
    lastStatus,
    lastError,
  }
}

/**
 * Sends something harmless, to see whether it arrives.
 * @returns the delivery, whose fate stands in the log
 * @throws Refusal `not_permitted`, `not_found`, `webhook_disabled`
 */
export const testWebhook = (
  db: Db,
  principal: Principal,
  which: Which,
  clock: Clock,
): Promise<{ delivery: number }> =>
  inside(db, principal, which, async (tx, held) => {
    if (held.disabledAt !== null) throw new Refusal('webhook_disabled')
    const now = clock().toISOString()
    const payload = testPayload(which.organisationId, now)
    const [delivery] = await insertDeliveries(tx, [
      { webhookId: held.id, payload, createdAt: now, nextAttemptAt: now },
    ])
    await note(tx, principal, which, 'webhook_tested', {}, clock)
    return { delivery: delivery! }
  })

/**
 * Sends something once more, under the id that it had.
 * @throws Refusal `not_permitted`, `not_found`, `webhook_disabled`
 */
export const redeliver = (
  db: Db,
  principal: Principal,
  { delivery, ...which }: Which & { delivery: number },
  clock: Clock,
): Promise<{ delivery: number }> =>
  inside(db, principal, which, async (tx, held) => {
    if (held.disabledAt !== null) throw new Refusal('webhook_disabled')
    if (!(await requeueDelivery(tx, held.id, delivery, clock().toISOString())))
      throw new Refusal('not_found', { delivery })
    await note(tx, principal, which, 'webhook_redelivered', { delivery }, clock)
    return { delivery }
  })
