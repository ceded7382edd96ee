import type { Db } from '../../db/open.ts'
import { settle } from '../../db/transaction.ts'
import { MAIL_DEFAULTS, type EventKind } from '../contract/events.ts'
import type { Clock } from '../journal/write.ts'
import { HEARD_BY, TOLD_ONCE_UNTIL_READ } from './audience.ts'
import { holdDispatching, listenersOf, takeEvents, type TakenEvent } from './outbox/store.ts'
import { insertNotifications, takeBackUnread, toldKey, wakeListeners, type NewNotification } from './store.ts'
import { queueDeliveries } from './webhooks/queue.ts'

/** Events that are handled in one transaction. */
const AT_ONCE = 200

/**
 * Makes notifications and webhook deliveries of everything that was told, each event once, whatever the number of
 * processes that try: one works at a time, in one transaction per batch.
 * @returns how many events were handled
 */
export async function dispatchOutbox(db: Db, clock: Clock): Promise<number> {
  for (let all = 0; ;) {
    const handled = await settle(db, (tx) => dispatchBatch(tx, clock))
    all += handled
    if (handled < AT_ONCE) return all
  }
}

async function dispatchBatch(tx: Db, clock: Clock): Promise<number> {
  await holdDispatching(tx)
  const now = clock().toISOString()
  const events = await takeEvents(tx, AT_ONCE, now)
  if (events.length === 0) return 0
  const made = await notificationsOf(tx, events, now)
  await insertNotifications(tx, made)
  await wakeListeners(
    tx,
    made.map(({ accountId }) => accountId),
  )
  await queueDeliveries(tx, events, now)
  return events.length
}

/** One notification for everybody who is to hear of an event and may read what it is about. */
async function notificationsOf(
  tx: Db,
  events: readonly TakenEvent[],
  now: string,
): Promise<NewNotification[]> {
  const byId = new Map(events.map((event) => [event.id, event]))
  const listeners = await listenersOf(tx, [...byId.keys()], HEARD_BY)
  const made = listeners.map(({ eventId, accountId, wish, isDemonstration }) => {
    const { kind, subjectKind, subjectId, params } = byId.get(eventId)!
    // The addresses of the demonstration are made up.
    const mailDue = isDemonstration ? 'never' : (wish ?? MAIL_DEFAULTS[kind] ?? 'never')
    return { accountId, kind, subjectKind, subjectId, params, mailDue, createdAt: now }
  })
  const [single, others] = [made.filter(isTakenTogether), made.filter((one) => !isTakenTogether(one))]
  // Of several in one batch the last one stands, and in the place of one that waits to be read.
  const last = [...new Map(single.map((one) => [toldKey(one), one])).values()]
  const before = await takeBackUnread(tx, last)
  return [...others, ...last.map((one) => ({ ...one, mailedAt: before.get(toldKey(one)) ?? null }))]
}

const isTakenTogether = ({ kind }: { kind: EventKind }) => TOLD_ONCE_UNTIL_READ.has(kind)
