import { sql, type SQL } from 'drizzle-orm'
import { isOwn, type Reader } from '../organisations/reader.ts'

const AUDIENCES_OF = [
  sql`l.audience = 'public'`,
  sql`l.audience in ('public', 'members')`,
  sql`true`,
] as const

/** What of the listings `l` of `organisation o` a reader may see: on the market, not hidden by a facilitator, and for him. */
export const isVisibleTo = (reader: Reader): SQL =>
  sql`(l.status = 'published' and l.hidden_at is null and (${AUDIENCES_OF[reader.level]} or ${isOwn(reader)}))`
