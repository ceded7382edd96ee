import { sql, type SQL } from 'drizzle-orm'
import { rows, type Db } from '../../../db/open.ts'
import type { Language } from '../../contract/people.ts'
import type { Notification } from '../schema.ts'
import { IS_ADMITTED, IS_READABLE, TITLE, WORDS } from '../subjects.ts'

/** The hour of the local day at which collected letters go out; the week begins on Monday. */
const DIGEST_HOUR = 8

/** When collected letters were due last; what happened before it goes out with them. */
export interface DigestMoments {
  daily: string
  weekly: string
}

/** The last local morning, and the last local Monday morning, as instants. */
export async function digestMoments(db: Db, now: string, timeZone: string): Promise<DigestMoments> {
  const moment = (unit: 'day' | 'week') => sql`to_char((
    (date_trunc(${unit}, (${now}::timestamptz at time zone ${timeZone}) - make_interval(hours => ${DIGEST_HOUR}))
      + make_interval(hours => ${DIGEST_HOUR})) at time zone ${timeZone}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`
  const [found] = await rows<DigestMoments>(
    db,
    sql`select ${moment('day')} as daily, ${moment('week')} as weekly`,
  )
  return found!
}

const isDue = ({ daily, weekly }: DigestMoments): SQL => sql`(n.mailed_at is null and (n.mail_due = 'at_once'
  or n.mail_due = 'daily' and n.created_at < ${daily}::timestamptz
  or n.mail_due = 'weekly' and n.created_at < ${weekly}::timestamptz))`

/** Accounts for which letters are due. */
export async function accountsDue(db: Db, moments: DigestMoments, limit: number): Promise<number[]> {
  const found = await rows<{ id: number }>(
    db,
    sql`select distinct n.account_id as id from notification n where ${isDue(moments)} order by id limit ${limit}`,
  )
  return found.map(({ id }) => id)
}

export interface Addressee {
  email: string
  name: string
  language: Language
}

/**
 * Takes what is due for an account; nobody else gets it any more.
 * @returns to whom it goes, and what of it he has not read and may read; null when there is nobody to write to
 */
export async function takeDue(
  db: Db,
  accountId: number,
  moments: DigestMoments,
  now: string,
): Promise<{ addressee: Addressee; due: Notification[] } | null> {
  const taken = await rows<{ id: number | string }>(
    db,
    sql`update notification set mailed_at = ${now} where id in (
          select n.id from notification n where n.account_id = ${accountId} and ${isDue(moments)}
          order by n.id for update skip locked) returning id`,
  )
  if (taken.length === 0) return null
  const [addressee] = await rows<Addressee>(
    db,
    sql`select a.email, a.name, a.language from account a where a.id = ${accountId} and ${IS_ADMITTED}`,
  )
  if (!addressee) return null
  const ids = taken.map(({ id }) => Number(id))
  const due = await rows<Notification>(
    db,
    sql`select n.id::float8 as id, n.kind, n.params, ${WORDS} as words, '' as "createdAt", null as "readAt",
          json_build_object('kind', n.subject_kind, 'id', n.subject_id::int, 'title', ${TITLE}) as subject
        from notification n join account a on a.id = n.account_id
        where n.id in ${ids} and n.read_at is null and ${IS_READABLE} order by n.id`,
  )
  return { addressee, due }
}
