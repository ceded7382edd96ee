import { sql } from 'drizzle-orm'
import { rows, type Db } from '../../db/open.ts'
import { outboxEvent } from '../../db/schema/index.ts'
import type { EventKind } from '../contract/events.ts'
import type { Actor, Clock } from './write.ts'

/** What happened, and who is to hear of it. Ids and codes only. */
export interface Telling {
  kind: EventKind
  subjectKind: string
  subjectId: string | number
  /** Organisations whose members hear of it. */
  organisations?: readonly number[]
  /** Single accounts that hear of it. */
  accounts?: readonly number[]
  facilitators?: boolean
  params?: Readonly<Record<string, string | number | boolean | null>>
}

/** Puts events into the outbox, from which notifications, mail and webhooks are made; call it inside the transaction that makes the change. */
export async function tell(db: Db, actor: Actor, clock: Clock, tellings: readonly Telling[]): Promise<void> {
  if (tellings.length === 0) return
  const account = /^account:(\d+)$/.exec(actor.id)?.[1]
  await db.insert(outboxEvent).values(
    tellings.map((telling) => ({
      kind: telling.kind,
      subjectKind: telling.subjectKind,
      subjectId: String(telling.subjectId),
      organisations: [...(telling.organisations ?? [])],
      accounts: [...(telling.accounts ?? [])],
      facilitators: telling.facilitators ?? false,
      causedBy: account === undefined ? null : Number(account),
      params: telling.params ?? {},
      createdAt: clock().toISOString(),
    })),
  )
  await rows(db, sql`select pg_notify('outbox', '')`)
}
