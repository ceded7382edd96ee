import { sql, type SQL } from 'drizzle-orm'
import { rows, type Db } from '../../../db/open.ts'

export interface JournalRow {
  id: number
  at: string
  actor: string
  on_behalf_of: number | null
  action: string
  subject_kind: string
  subject_id: string
  before: unknown
  after: unknown
  /** Name of the account that acted, where the reader may know it. */
  actor_name: string | null
}

const COLUMNS = sql`j.id::text, j.at, j.actor, j.on_behalf_of, j.action, j.subject_kind, j.subject_id`
/** `account:12` → the account. */
const ACTOR = sql`left join account a on j.actor = 'account:' || a.id`

/**
 * Lines of an organisation: about itself, its listings and exchanges, and whatever was done on its behalf. Names of
 * its own people are shown; what the other side of an exchange did is shown without its values.
 */
export const journalOf = (db: Db, organisationId: number, before: number | null, limit: number) => {
  const id = String(organisationId)
  const isOwn = sql`exists (select from membership m where m.account_id = a.id and m.organisation_id = ${organisationId})`
  const isExchange = sql`j.subject_kind in ('exchange', 'shipment')`
  return read(
    db,
    sql`select ${COLUMNS}, case when ${isOwn} then a.name end as actor_name,
          case when ${isOwn} or not ${isExchange} then j.before end as before,
          case when ${isOwn} or not ${isExchange} then j.after end as after
        from journal j ${ACTOR}
        where (j.on_behalf_of = ${organisationId}
          or (j.subject_kind = 'organisation' and j.subject_id = ${id})
          or (j.subject_kind = 'listing' and j.subject_id in
               (select l.id::text from listing l where l.organisation_id = ${organisationId}))
          or (j.subject_kind = 'exchange' and j.subject_id in
               (select e.id::text from exchange e where ${organisationId} in (e.supplier_id, e.receiver_id)))
          or (j.subject_kind = 'shipment' and j.subject_id in
               (select s.id::text from shipment s join exchange e on e.id = s.exchange_id
                where ${organisationId} in (e.supplier_id, e.receiver_id))))`,
    before,
    limit,
  )
}

/** What lines of the whole journal are about; what is left out does not matter. */
export interface JournalFilter {
  account?: number
  /** How the action begins. */
  action?: string
  subjectKind?: string
  subject?: string
  /** ISO days in UTC, both inclusive. */
  from?: string
  until?: string
}

/** Lines of everybody. */
export function wholeJournal(db: Db, filter: JournalFilter, before: number | null, limit: number) {
  const conditions = [sql`true`]
  if (filter.account !== undefined) conditions.push(sql`j.actor = ${`account:${filter.account}`}`)
  if (filter.action !== undefined) conditions.push(sql`starts_with(j.action, ${filter.action})`)
  if (filter.subjectKind !== undefined) conditions.push(sql`j.subject_kind = ${filter.subjectKind}`)
  if (filter.subject !== undefined) conditions.push(sql`j.subject_id = ${filter.subject}`)
  if (filter.from !== undefined)
    conditions.push(sql`j.at >= (${filter.from}::date)::timestamp at time zone 'UTC'`)
  if (filter.until !== undefined)
    conditions.push(sql`j.at < (${filter.until}::date + 1)::timestamp at time zone 'UTC'`)
  return read(
    db,
    sql`select ${COLUMNS}, a.name as actor_name, j.before, j.after from journal j ${ACTOR}
        where ${sql.join(conditions, sql` and `)}`,
    before,
    limit,
  )
}

async function read(db: Db, query: SQL, before: number | null, limit: number): Promise<JournalRow[]> {
  const older = before === null ? sql`` : sql`and j.id < ${before}`
  const found = await rows<JournalRow>(db, sql`${query} ${older} order by j.id desc limit ${limit}`)
  return found.map((row) => ({ ...row, id: Number(row.id) }))
}
