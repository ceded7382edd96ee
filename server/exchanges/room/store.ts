import { eq, sql } from 'drizzle-orm'
import { rows, type Db } from '../../../db/open.ts'
import { message } from '../../../db/schema/index.ts'
import type { Side } from '../../contract/exchanges.ts'
import type { TimelineEntry } from '../schema.ts'

/** Stores a message; returns its id. */
export async function insertMessage(
  db: Db,
  said: {
    exchangeId: number
    accountId: number | null
    side: Side | null
    body: string
    language: 'ka' | 'en'
  },
  now: string,
): Promise<number> {
  const [made] = await db
    .insert(message)
    .values({ ...said, createdAt: now })
    .returning({ id: message.id })
  return made!.id
}

/** The exchange in which a message was said; null when there is no such message. */
export async function exchangeOfMessage(db: Db, messageId: number): Promise<number | null> {
  const [found] = await db
    .select({ exchangeId: message.exchangeId })
    .from(message)
    .where(eq(message.id, messageId))
  return found?.exchangeId ?? null
}

/** Messages that an account has sent since a moment, in all exchanges. */
export async function countMessagesSince(db: Db, accountId: number, since: string): Promise<number> {
  const [found] = await rows<{ sent: number }>(
    db,
    sql`select count(*)::int as sent from message where account_id = ${accountId} and created_at > ${since}::timestamptz`,
  )
  return found!.sent
}

/**
 * What happened in an exchange, newest first: its lines in the journal and those of its shipments; of messages with their
 * text. Who answers a shipment is the side that did not record it.
 */
export const readTimeline = (
  db: Db,
  exchangeId: number,
  before: number | null,
  limit: number,
): Promise<TimelineEntry[]> =>
  rows<TimelineEntry>(
    db,
    sql`select j.id::int as id, to_char(j.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, j.action,
          coalesce(j.after->>'party', j.after->>'side',
            case s.recorded_by_side when 'supplier' then 'receiver' when 'receiver' then 'supplier' end) as party,
          j.after->>'stage' as stage, (j.after->>'version')::int as version,
          j.after->>'reason' as reason, s.id as shipment, s.tonnes::float8 as tonnes, s.unit,
          j.on_behalf_of is not null as "onBehalf",
          case when m.id is null then null else json_build_object('id', m.id, 'body', m.body, 'language', m.language,
            'files', (select coalesce(json_agg(json_build_object('id', f.id, 'name', f.name, 'mediaType', f.media_type,
                'sizeBytes', f.size_bytes) order by f.created_at, f.id), '[]')
              from file f where f.subject_kind = 'message' and f.subject_id = m.id)) end as message
        from journal j
        left join message m on m.id = (j.after->>'message')::int and m.exchange_id = ${exchangeId}
        left join shipment s on j.subject_kind = 'shipment' and s.id::text = j.subject_id
        where (j.subject_kind = 'exchange' and j.subject_id = ${String(exchangeId)}
            or j.subject_kind = 'shipment' and j.subject_id = any(array(
              select id::text from shipment where exchange_id = ${exchangeId})))
          and ${before === null ? sql`true` : sql`j.id < ${before}`}
        order by j.id desc limit ${limit}`,
  )
