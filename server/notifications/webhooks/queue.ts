import type { Db } from '../../../db/open.ts'
import type { EventKind } from '../../contract/events.ts'
import { insertDeliveries, webhooksHearing } from './store.ts'

/** What happened, as it is told to programs: ids and codes only. */
interface Told {
  id: number
  kind: EventKind
  subjectKind: string
  subjectId: string
  organisations: readonly number[]
  params: object
  createdAt: string
}

/** Puts what happened into the queues of the webhooks that want to hear of it, each event once. */
export async function queueDeliveries(tx: Db, events: readonly Told[], now: string): Promise<void> {
  const organisations = [...new Set(events.flatMap((event) => event.organisations))]
  const hearing = await webhooksHearing(tx, organisations)
  const made = events.flatMap((event) => {
    const webhooks = hearing.filter(
      ({ kinds, named }) => kinds.includes(event.kind) && event.organisations.includes(named),
    )
    // Of two organisations that were merged both may be named.
    const once = new Map(webhooks.map((webhook) => [webhook.id, webhook]))
    return [...once.values()].map(({ id, named }) => ({
      webhookId: id,
      eventId: event.id,
      payload: payloadOf(event, named),
      createdAt: now,
      nextAttemptAt: now,
    }))
  })
  await insertDeliveries(tx, made)
}

const payloadOf = ({ kind, subjectKind, subjectId, params, createdAt }: Told, organisation: number): string =>
  JSON.stringify({
    type: kind,
    timestamp: createdAt,
    data: { organisation, subject: { kind: subjectKind, id: Number(subjectId) }, params },
  })

/** What a test sends. */
export const testPayload = (organisation: number, timestamp: string): string =>
  JSON.stringify({ type: 'test', timestamp, data: { organisation } })
