import { sql } from 'drizzle-orm'
import { rows, type Db } from '../../../db/open.ts'
import { STALE_AFTER_DAYS } from '../../contract/desk.ts'
import type { Side, Stage } from '../../contract/exchanges.ts'
import { consents } from '../queue/store.ts'
import type { Facilitator } from '../store.ts'

/** What the desk knows of an exchange besides the exchange itself. */
export interface BoardRow {
  id: number
  assignee: Facilitator | null
  /** When it came into its stage. */
  stageSince: string
  supplierConsents: boolean
  receiverConsents: boolean
  recordedBy: Side[]
  notes: number
  touchedExactly: string
}

/** Whose exchanges; nobody's in particular where `assignee` is null. */
export interface Whose {
  assignee?: number | null | undefined
  organisation?: number | undefined
}

export interface BoardFilter extends Whose {
  id?: number | undefined
  stage?: Stage | undefined
  after: { touchedExactly: string; id: number } | null
  limit: number
}

const ISO = sql.raw(`'YYYY-MM-DD"T"HH24:MI:SS"Z"'`)

/** Exchanges of all organisations, those first in which nothing has happened for longest. */
export async function findBoardRows(db: Db, filter: BoardFilter): Promise<BoardRow[]> {
  const { id, stage, after, limit } = filter
  const conditions = belongingTo(filter)
  if (id !== undefined) conditions.push(sql`e.id = ${id}`)
  if (stage) conditions.push(sql`e.stage = ${stage}`)
  if (after)
    conditions.push(
      sql`(e.touched_at, e.id) > ((${after.touchedExactly}::text || 'Z')::timestamptz, ${after.id}::int)`,
    )
  return rows<BoardRow>(
    db,
    sql`select e.id,
          case when f.id is null then null else json_build_object('id', f.id, 'name', f.name) end as assignee,
          to_char(coalesce((select max(j.at) from journal j where j.subject_kind = 'exchange'
              and j.subject_id = e.id::text and j.after->>'stage' = e.stage
              and j.before->>'stage' is distinct from j.after->>'stage'), e.created_at)
            at time zone 'UTC', ${ISO}) as "stageSince",
          ${consents(sql`e.supplier_id`)} as "supplierConsents",
          ${consents(sql`e.receiver_id`)} as "receiverConsents",
          (select coalesce(json_agg(distinct s.recorded_by_side), '[]') from shipment s
            where s.exchange_id = e.id and s.state = 'recorded') as "recordedBy",
          (select count(*)::int from facilitator_note t
            where t.subject_kind = 'exchange' and t.subject_id = e.id) as notes,
          to_char(e.touched_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') as "touchedExactly"
        from exchange e left join account f on f.id = e.assigned_to
        where ${sql.join(conditions, sql` and `)} order by e.touched_at, e.id limit ${limit}`,
  )
}

/** How many exchanges stand in each stage. */
export const countStages = (db: Db, whose: Whose) =>
  rows<{ stage: Stage; count: number }>(
    db,
    sql`select e.stage, count(*)::int as count from exchange e
        where ${sql.join(belongingTo(whose), sql` and `)} group by e.stage`,
  )

function belongingTo({ assignee, organisation }: Whose) {
  const conditions = [sql`true`]
  if (assignee !== undefined) conditions.push(sql`e.assigned_to is not distinct from ${assignee}::int`)
  if (organisation !== undefined) conditions.push(sql`${organisation}::int in (e.supplier_id, e.receiver_id)`)
  return conditions
}

/** An exchange in which nothing has happened for as long as its stage allows. */
export interface StaleExchange {
  id: number
  stage: Stage
  assignedTo: number | null
  touchedAt: string
}

/**
 * Marks stale exchanges as reminded of and returns those that were not within the same time: each is reminded of once in
 * every such span in which nothing happens.
 */
export async function markStaleReminded(db: Db, now: string, limit: number): Promise<StaleExchange[]> {
  const spans = sql.join(
    Object.entries(STALE_AFTER_DAYS).map(([stage, days]) => sql`(${stage}::text, ${days}::int)`),
    sql`, `,
  )
  return rows<StaleExchange>(
    db,
    sql`update exchange set reminded_at = ${now}::timestamptz where id in (
          select e.id from exchange e join (values ${spans}) as span(stage, days) on span.stage = e.stage
          where greatest(e.touched_at, e.reminded_at) <= ${now}::timestamptz - make_interval(days => span.days)
          order by e.id limit ${limit} for update of e skip locked)
        returning id, stage, assigned_to as "assignedTo",
          to_char(touched_at at time zone 'UTC', ${ISO}) as "touchedAt"`,
  )
}
