import type { Db } from '../../db/open.ts'
import type { Clock } from '../journal/write.ts'
import { deleteHandledBefore } from './outbox/store.ts'
import { deleteNotificationsBefore } from './store.ts'
import { deleteDeliveriesBefore } from './webhooks/store.ts'

const DAY_MS = 86_400_000
/** Days for which it is kept what people were told, what programs were sent, and what was told at all. */
const KEPT_DAYS = { notifications: 180, deliveries: 30, events: 30 }

/** Forgets what nobody looks up any more. */
export async function sweepNotifications(db: Db, clock: Clock): Promise<void> {
  const before = (days: number) => new Date(clock().getTime() - days * DAY_MS).toISOString()
  await deleteNotificationsBefore(db, before(KEPT_DAYS.notifications))
  await deleteDeliveriesBefore(db, before(KEPT_DAYS.deliveries))
  await deleteHandledBefore(db, before(KEPT_DAYS.events))
}
