import { sql, type SQL } from 'drizzle-orm'
import { rows, type Db } from '../../db/open.ts'
import { partsOf } from '../../db/parts.ts'
import { notification } from '../../db/schema/index.ts'
import type { Notification } from './schema.ts'
import { IS_READABLE, TITLE, WORDS } from './subjects.ts'

/** More unread ones than this are not counted: a bell says "99+" then. */
const MOST_COUNTED = 100
const ROWS_A_STATEMENT = 1000

export type NewNotification = typeof notification.$inferInsert

export async function insertNotifications(db: Db, made: readonly NewNotification[]): Promise<void> {
  for (const part of partsOf(made, ROWS_A_STATEMENT)) await db.insert(notification).values([...part])
}

/** Whom something is told, and about what. */
type Told = Pick<NewNotification, 'accountId' | 'kind' | 'subjectKind' | 'subjectId'>

/** Names what somebody is told about a subject. */
export const toldKey = ({ accountId, kind, subjectKind, subjectId }: Told): string =>
  `${accountId} ${kind} ${subjectKind} ${subjectId}`

/**
 * Takes back what somebody was told of the same subject before and has not read.
 * @returns when he was written to about it, by `toldKey`; null where he was not
 */
export async function takeBackUnread(db: Db, told: readonly Told[]): Promise<Map<string, string | null>> {
  if (told.length === 0) return new Map()
  const subjects = told.map(
    ({ accountId, kind, subjectKind, subjectId }) =>
      sql`(${accountId}::int, ${kind}::text, ${subjectKind}::text, ${subjectId}::text)`,
  )
  const gone = await rows<Told & { mailedAt: string | null }>(
    db,
    sql`delete from notification n using (values ${sql.join(subjects, sql`, `)}) as v(account, kind, subject, id)
        where n.account_id = v.account and n.kind = v.kind and n.subject_kind = v.subject and n.subject_id = v.id
          and n.read_at is null
        returning n.account_id as "accountId", n.kind, n.subject_kind as "subjectKind", n.subject_id as "subjectId",
          n.mailed_at::text as "mailedAt"`,
  )
  return new Map(gone.map((row) => [toldKey(row), row.mailedAt]))
}

const COLUMNS = sql`n.id, n.kind, json_build_object('kind', n.subject_kind, 'id', n.subject_id::int, 'title', ${TITLE}) as subject,
  n.params, ${WORDS} as words, to_char(n.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt",
  to_char(n.read_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "readAt"`
const FROM = sql`notification n join account a on a.id = n.account_id`

type Row = Omit<Notification, 'id'> & { id: number | string }

/** Ids are 64 bits wide, which one driver hands over as text. */
async function read(db: Db, where: SQL, order: SQL, limit: number): Promise<Notification[]> {
  const found = await rows<Row>(
    db,
    sql`select ${COLUMNS} from ${FROM} where ${where} and ${IS_READABLE} order by ${order} limit ${limit}`,
  )
  return found.map((row) => ({ ...row, id: Number(row.id) }))
}

/** Somebody's notifications between two, the newest first; those about what he may no longer read are left out. */
export const notificationsBefore = (
  db: Db,
  accountId: number,
  {
    before,
    after,
    unreadOnly,
    limit,
  }: { before: number | null; after: number; unreadOnly: boolean; limit: number },
): Promise<Notification[]> =>
  read(
    db,
    sql`n.account_id = ${accountId} and n.id > ${after} and ${before === null ? sql`true` : sql`n.id < ${before}`}
        and ${unreadOnly ? sql`n.read_at is null` : sql`true`}`,
    sql`n.id desc`,
    limit,
  )

/** Somebody's notifications after one of them, the oldest first. */
export const notificationsAfter = (db: Db, accountId: number, after: number, limit: number) =>
  read(db, sql`n.account_id = ${accountId} and n.id > ${after}`, sql`n.id`, limit)

/** How many notifications somebody has not read, up to a hundred. */
export async function countUnread(db: Db, accountId: number): Promise<number> {
  const [found] = await rows<{ n: number }>(
    db,
    sql`select count(*)::int as n from (select 1 from ${FROM}
          where n.account_id = ${accountId} and n.read_at is null and ${IS_READABLE} limit ${MOST_COUNTED}) unread`,
  )
  return found!.n
}

/** The newest of somebody's notifications, 0 for none; whoever listens from now on listens from here. */
export async function newestId(db: Db, accountId: number): Promise<number> {
  const [found] = await rows<{ id: number }>(
    db,
    sql`select coalesce(max(id), 0)::float8 as id from notification where account_id = ${accountId}`,
  )
  return found!.id
}

/** Which notifications are marked: single ones, those up to one, or those about a subject. */
export type Marked = { ids: readonly number[] } | { upTo: number } | { kind: string; id: number }

function chosenBy(which: Marked): SQL {
  if ('ids' in which) return sql`id in ${which.ids}`
  if ('upTo' in which) return sql`id <= ${which.upTo}`
  return sql`subject_kind = ${which.kind} and subject_id = ${String(which.id)}`
}

/** Marks somebody's notifications as read, or as unread again; returns whether that changed anything. */
export async function markRead(
  db: Db,
  accountId: number,
  which: Marked,
  at: string | null,
): Promise<boolean> {
  const changed = await rows(
    db,
    sql`update notification set read_at = ${at}::timestamptz
        where account_id = ${accountId} and ${chosenBy(which)} and (read_at is null) = ${at !== null} returning 1 as changed`,
  )
  return changed.length > 0
}

/** Wakes whoever listens for these accounts, in every process, once the transaction is through. */
export async function wakeListeners(db: Db, accountIds: readonly number[]): Promise<void> {
  if (accountIds.length === 0) return
  // A wake-up has room for 8,000 bytes; an empty one means everybody.
  const whom = [...new Set(accountIds)].join(',')
  await rows(db, sql`select pg_notify('notification', ${whom.length < 7000 ? whom : ''})`)
}

/** Forgets what was told before a moment. */
export async function deleteNotificationsBefore(db: Db, before: string): Promise<void> {
  await rows(db, sql`delete from notification where created_at < ${before}`)
}
