import { sql } from 'drizzle-orm'
import { rows, type Db } from '../../../db/open.ts'
import type { Status } from '../store.ts'

/** An open listing whose end is near or over. */
export interface Ending {
  id: number
  organisation: number
  status: Status
  revision: number
  /** ISO day. */
  validUntil: string
}

const ENDING = sql`id, organisation_id as organisation, status, revision, valid_until::text as "validUntil"`
const IS_OPEN = sql`status in ('published', 'paused')`

/** Open listings that ended before a day, locked until the transaction ends. */
export const holdEnded = (db: Db, today: string, limit: number): Promise<Ending[]> =>
  rows<Ending>(
    db,
    sql`select ${ENDING} from listing where ${IS_OPEN} and valid_until < ${today}::date
        order by id limit ${limit} for update`,
  )

export async function markExpired(db: Db, ids: readonly number[], now: string): Promise<void> {
  await rows(
    db,
    sql`update listing set status = 'expired', revision = revision + 1, updated_at = ${now}::timestamptz
        where id in ${ids}`,
  )
}

/** Marks open listings that end within some days as reminded of, and returns those that were not yet. */
export const markReminded = (db: Db, today: string, withinDays: number, limit: number): Promise<Ending[]> =>
  rows<Ending>(
    db,
    sql`update listing set reminder_sent_for = valid_until where id in (
          select id from listing where ${IS_OPEN} and valid_until >= ${today}::date
            and valid_until < ${today}::date + ${withinDays}::int and reminder_sent_for is distinct from valid_until
          order by id limit ${limit} for update)
        returning ${ENDING}`,
  )
