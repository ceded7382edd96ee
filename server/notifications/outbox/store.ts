import { sql } from 'drizzle-orm'
import { rows, type Db } from '../../../db/open.ts'
import type { EventKind, MailTime } from '../../contract/events.ts'
import type { MembershipRole } from '../../contract/people.ts'
import { IS_ADMITTED, IS_READABLE } from '../subjects.ts'

/** Any constant will do. */
const DISPATCHING_LOCK = 7_302_001

/** An event that was taken out of the outbox. */
export interface TakenEvent {
  id: number
  kind: EventKind
  subjectKind: string
  subjectId: string
  organisations: number[]
  params: Record<string, string | number | boolean | null>
  createdAt: string
}

/**
 * Lets one transaction at a time make notifications, until it ends. Their ids then come in the order in which they are
 * committed, so that whoever has seen one has seen all before it.
 */
export async function holdDispatching(db: Db): Promise<void> {
  await rows(db, sql`select pg_advisory_xact_lock(${DISPATCHING_LOCK})`)
}

/** Takes events that nobody has handled, in the order in which they were told. */
export async function takeEvents(db: Db, limit: number, now: string): Promise<TakenEvent[]> {
  const taken = await rows<Omit<TakenEvent, 'id'> & { id: number | string }>(
    db,
    sql`update outbox_event set handled_at = ${now} where id in (
          select id from outbox_event where handled_at is null order by id limit ${limit} for update skip locked)
        returning id, kind, subject_kind as "subjectKind", subject_id as "subjectId",
          to_json(organisations) as organisations, params,
          to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt"`,
  )
  return taken.map((event) => ({ ...event, id: Number(event.id) })).toSorted((a, b) => a.id - b.id)
}

/** Somebody who is to hear of an event. */
export interface Listener {
  eventId: number
  accountId: number
  /** When he wants a letter about such things; null where he has not said. */
  wish: MailTime | null
  isDemonstration: boolean
}

/**
 * Who hears of these events: people of the organisations named, by their role there, single accounts, and facilitators;
 * never whoever caused it, and nobody who may not read what it is about.
 * @param heardBy which roles of an organisation hear of which kind
 */
export async function listenersOf(
  db: Db,
  eventIds: readonly number[],
  heardBy: Readonly<Record<string, readonly MembershipRole[]>>,
): Promise<Listener[]> {
  const heard = Object.entries(heardBy).flatMap(([kind, roles]) =>
    roles.map((role) => sql`(${kind}::text, ${role}::text)`),
  )
  const found = await rows<Omit<Listener, 'eventId'> & { eventId: number | string }>(
    db,
    sql`with heard(kind, role) as (values ${sql.join(heard, sql`, `)}),
        addressed(event_id, account_id) as (
          select e.id, m.account_id
          from outbox_event e cross join lateral unnest(e.organisations) as told(organisation_id)
          join organisation o on o.id = told.organisation_id
          join membership m on m.organisation_id = coalesce(o.merged_into, o.id)
          join heard h on h.kind = e.kind and h.role = m.role
          where e.id in ${eventIds}
          union
          select e.id, told.account_id
          from outbox_event e cross join lateral unnest(e.accounts) as told(account_id) where e.id in ${eventIds}
          union
          select e.id, f.id from outbox_event e join account f on f.role in ('facilitator', 'administrator')
          where e.facilitators and e.id in ${eventIds})
        select n.id as "eventId", a.id as "accountId", p.mail as wish, a.demonstration as "isDemonstration"
        from addressed d join outbox_event n on n.id = d.event_id
        join account a on a.id = d.account_id and ${IS_ADMITTED}
        left join notification_preference p on p.account_id = a.id and p.kind = n.kind
        where a.id is distinct from n.caused_by and ${IS_READABLE}
        order by n.id, a.id`,
  )
  return found.map((listener) => ({ ...listener, eventId: Number(listener.eventId) }))
}

/** Forgets events that were handled before a moment. */
export async function deleteHandledBefore(db: Db, before: string): Promise<void> {
  await rows(db, sql`delete from outbox_event where handled_at < ${before}`)
}
