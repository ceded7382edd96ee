import { eq, sql, type SQL } from 'drizzle-orm'
import { rows, type Db } from '../../../db/open.ts'
import { proposal } from '../../../db/schema/index.ts'
import type { DeskState, DismissalReason, QueueOrder } from '../../contract/desk.ts'
import type { Stage } from '../../contract/exchanges.ts'
import type { Stream } from '../../contract/words.ts'
import type { Facilitator } from '../store.ts'

/** A proposal as the desk keeps it. */
export interface QueueRow {
  id: number
  state: DeskState
  supplierId: number
  receiverId: number
  supplierConsents: boolean
  receiverConsents: boolean
  assignee: Facilitator | null
  potentialTonnes: number | null
  potentialKgCo2e: number | null
  firstFoundAt: string
  dismissed: { reason: DismissalReason; at: string } | null
  exchange: { id: number; stage: Stage } | null
  notes: number
  /** Place in the order: the first key as PostgreSQL writes it, and the moment to the microsecond. */
  impactKey: string
  foundExactly: string
}

export interface QueueFilter {
  id?: number | undefined
  states?: readonly DeskState[] | undefined
  stream?: Stream | undefined
  municipality?: string | undefined
  organisation?: number | undefined
  /** Null: nobody's. */
  assignee?: number | null | undefined
  /** Found for the first time before this instant. */
  foundBefore?: string | undefined
  order: QueueOrder
  after: { impactKey: string; foundExactly: string; id: number } | null
  limit: number
}

const IMPACT = sql`coalesce(-p.potential_kg_co2e, 'infinity'::float8)`
const iso = (column: SQL) => sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`
const exactly = (column: SQL) => sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')`
const said = (answer: string) =>
  sql`exists (select from proposal_answer a where a.proposal_id = p.id and a.answer = ${answer})`
/** Whether the organisation of a column lets facilitators act for it. */
export const consents = (organisation: SQL) =>
  sql`coalesce((select c.revoked_at is null from acting_consent c where c.organisation_id = ${organisation}
        order by c.id desc limit 1), false)`

const STATE = sql`case when ex.id is not null then 'exchange' when p.dismissed_at is not null then 'dismissed'
  when p.stale_at is not null or o.status <> 'published' or o.hidden_at is not null
    or n.status <> 'published' or n.hidden_at is not null then 'stale'
  when ${said('declined')} then 'declined' when ${said('interested')} then 'interested' else 'new' end`

/** Proposals of all organisations in the order in which they are worth looking at. */
export const findQueueRows = (db: Db, filter: QueueFilter): Promise<QueueRow[]> =>
  rows<QueueRow>(
    db,
    sql`select p.id, ${STATE} as state, o.organisation_id as "supplierId", n.organisation_id as "receiverId",
          ${consents(sql`o.organisation_id`)} as "supplierConsents",
          ${consents(sql`n.organisation_id`)} as "receiverConsents",
          case when f.id is null then null else json_build_object('id', f.id, 'name', f.name) end as assignee,
          p.potential_tonnes as "potentialTonnes", p.potential_kg_co2e as "potentialKgCo2e",
          ${iso(sql`p.first_found_at`)} as "firstFoundAt",
          case when p.dismissed_at is null then null else json_build_object('reason', p.dismissed_reason,
            'at', ${iso(sql`p.dismissed_at`)}) end as dismissed,
          case when ex.id is null then null else json_build_object('id', ex.id, 'stage', ex.stage) end as exchange,
          (select count(*)::int from facilitator_note t
            where t.subject_kind = 'proposal' and t.subject_id = p.id) as notes,
          ${IMPACT}::text as "impactKey", ${exactly(sql`p.first_found_at`)} as "foundExactly"
        from proposal p
        join listing o on o.id = p.offer_id join site so on so.id = o.site_id
        join listing n on n.id = p.need_id join site sn on sn.id = n.site_id
        left join account f on f.id = p.assigned_to
        left join lateral (select e.id, e.stage from exchange e
          where e.offer_id = p.offer_id and e.need_id = p.need_id order by e.id desc limit 1) ex on true
        where ${sql.join(conditionsOf(filter), sql` and `)}
        order by ${filter.order === 'impact' ? sql`${IMPACT}, p.first_found_at, p.id` : sql`p.first_found_at, p.id`}
        limit ${filter.limit}`,
  )

function conditionsOf(filter: QueueFilter): SQL[] {
  const { id, states, stream, municipality, organisation, assignee, foundBefore, order, after } = filter
  const conditions = [sql`true`]
  if (id !== undefined) conditions.push(sql`p.id = ${id}`)
  if (states && states.length > 0) conditions.push(sql`${STATE} in ${states}`)
  if (stream)
    conditions.push(
      sql`exists (select from material m where m.id = p.facts->>'offered' and m.stream = ${stream})`,
    )
  if (municipality) conditions.push(sql`${municipality} in (so.municipality_id, sn.municipality_id)`)
  if (organisation !== undefined)
    conditions.push(sql`${organisation}::int in (o.organisation_id, n.organisation_id)`)
  if (assignee !== undefined) conditions.push(sql`p.assigned_to is not distinct from ${assignee}::int`)
  if (foundBefore) conditions.push(sql`p.first_found_at <= ${foundBefore}::timestamptz`)
  if (after) {
    const found = sql`(${after.foundExactly}::text || 'Z')::timestamptz`
    conditions.push(
      order === 'impact'
        ? sql`(${IMPACT}, p.first_found_at, p.id) > (${after.impactKey}::text::float8, ${found}, ${after.id}::int)`
        : sql`(p.first_found_at, p.id) > (${found}, ${after.id}::int)`,
    )
  }
  return conditions
}

/** Takes a proposal off the desk, or puts it back. */
export async function setDismissal(
  db: Db,
  id: number,
  dismissal: { reason: DismissalReason; by: number; at: string } | null,
): Promise<void> {
  await db
    .update(proposal)
    .set({
      dismissedAt: dismissal?.at ?? null,
      dismissedBy: dismissal?.by ?? null,
      dismissedReason: dismissal?.reason ?? null,
    })
    .where(eq(proposal.id, id))
}
