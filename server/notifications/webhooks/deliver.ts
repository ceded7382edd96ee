import type { Db } from '../../../db/open.ts'
import type { WebhookEnd } from '../../contract/events.ts'
import { tell } from '../../journal/tell.ts'
import { leaveLine, type Clock } from '../../journal/write.ts'
import { unseal } from '../../secret.ts'
import { signedHeaders } from './secrets.ts'
import type { Post } from './send.ts'
import {
  claimDelivery,
  disableWebhook,
  hasArrivedSince,
  markDelivery,
  webhookById,
  type DeliveryRow,
  type WebhookRow,
} from './store.ts'

const SENDER = { id: 'system:webhooks' }
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** How long after a failed attempt the next one follows, as Standard Webhooks suggests; about three days in all. */
export const WAITS_MS = [
  5_000,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS,
] as const
/** A sender that has not answered for so long is dead. */
const LEASE_MS = MINUTE_MS
const AT_ONCE = 4
const GONE = 410

/** What sending needs of this installation. */
export interface Sending {
  key: Buffer
  post: Post
}

/** Sends every delivery that is due, a few side by side; returns how many arrived. */
export async function deliverDue(
  db: Db,
  sending: Sending,
  clock: Clock,
  isStopped: () => boolean = () => false,
): Promise<number> {
  const after = (ms: number) => new Date(clock().getTime() + ms).toISOString()
  let arrived = 0
  const lane = async () => {
    while (!isStopped()) {
      const claimed = await claimDelivery(db, after(0), after(LEASE_MS))
      if (!claimed) return
      if (await deliver(db, claimed, sending, clock)) arrived += 1
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  return arrived
}

async function deliver(
  db: Db,
  delivery: DeliveryRow,
  { key, post }: Sending,
  clock: Clock,
): Promise<boolean> {
  const webhook = await webhookById(db, delivery.webhookId)
  if (!webhook || webhook.disabledAt !== null) {
    await markDelivery(db, delivery.id, { nextAttemptAt: null, lastError: 'webhook_disabled' })
    return false
  }
  const now = clock()
  const secrets = secretsOf(webhook, now).map((sealed) => unseal(key, sealed))
  const headers = signedHeaders(secrets, `msg_${delivery.id}`, now, delivery.payload)
  const { status, error } = await post(webhook.url, delivery.payload, headers)
  if (error === null) {
    const deliveredAt = clock().toISOString()
    await markDelivery(db, delivery.id, {
      nextAttemptAt: null,
      deliveredAt,
      lastStatus: status,
      lastError: null,
    })
    return true
  }
  const wait = WAITS_MS[delivery.attempts - 1]
  const nextAttemptAt = wait === undefined ? null : new Date(clock().getTime() + wait).toISOString()
  await markDelivery(db, delivery.id, { nextAttemptAt, lastStatus: status, lastError: error })
  if (status === GONE) await switchOff(db, webhook, 'gone', clock)
  else if (nextAttemptAt === null && !(await hasArrivedSince(db, webhook.id, delivery.createdAt)))
    await switchOff(db, webhook, 'failing', clock)
  return false
}

/** The secret before the present one signs beside it until its time is over. */
const secretsOf = ({ secret, previousSecret, previousUntil }: WebhookRow, now: Date): string[] =>
  previousSecret !== null && previousUntil !== null && new Date(previousUntil) > now
    ? [secret, previousSecret]
    : [secret]

/** Nothing has arrived for days, or the receiver says that it is gone: its owners hear of it. */
const switchOff = (db: Db, webhook: WebhookRow, why: WebhookEnd, clock: Clock): Promise<void> =>
  db.transaction(async (tx) => {
    if (!(await disableWebhook(tx, webhook.id, why, clock().toISOString()))) return
    await leaveLine(tx, SENDER, clock, {
      action: 'webhook_disabled',
      subjectKind: 'organisation',
      subjectId: webhook.organisationId,
      after: { webhook: webhook.id, why },
    })
    await tell(tx, SENDER, clock, [
      {
        kind: 'webhook_disabled',
        subjectKind: 'webhook',
        subjectId: webhook.id,
        organisations: [webhook.organisationId],
        params: { organisation: webhook.organisationId, why },
      },
    ])
  })
