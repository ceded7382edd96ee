import { sql } from 'drizzle-orm'
import { rows, type Db } from '../../../db/open.ts'

/** What is kept about a person, by name, without what is secret or belongs to others. `$` stands for the account. */
const PARTS = {
  account: sql`select id, email, email_verified_at, name, language, role, totp_confirmed_at, created_at from account`,
  memberships: sql`select m.organisation_id, o.name as organisation, m.role, m.created_at
                   from membership m join organisation o on o.id = m.organisation_id`,
  sessions: sql`select user_agent, created_at, last_seen_at, revoked_at from session`,
  apiTokens: sql`select name, prefix, scopes, created_at, expires_at, last_used_at, revoked_at from api_token`,
  termsAccepted: sql`select version, accepted_at from terms_acceptance`,
  notificationPreferences: sql`select kind, mail from notification_preference`,
  notifications: sql`select kind, subject_kind, subject_id, created_at, read_at from notification`,
  savedSearches: sql`select kind, name, query, address, created_at from saved_search`,
  messages: sql`select exchange_id, body, created_at from message`,
  files: sql`select name, media_type, size_bytes, created_at from file`,
  notes: sql`select subject_kind, subject_id, body, created_at from facilitator_note`,
  letters: sql`select kind, to_address, subject, created_at, sent_at from mail`,
} as const

/** What a facilitator uploaded in his own right; other files are their organisations'. */
const OWN_FILES = 'organisation_id is null and uploaded_by'

/** Whose column names the account in each of them. */
const KEYS: Partial<Record<keyof typeof PARTS, string>> = {
  account: 'id',
  memberships: 'm.account_id',
  files: OWN_FILES,
}

export type PersonalData = Record<keyof typeof PARTS | 'journal', Record<string, unknown>[]>

/** Everything that is kept about a person. */
export async function personalData(db: Db, accountId: number): Promise<PersonalData> {
  const found: Partial<PersonalData> = {}
  for (const [name, query] of Object.entries(PARTS)) {
    const key = sql.raw(KEYS[name as keyof typeof PARTS] ?? 'account_id')
    found[name as keyof typeof PARTS] = await rows(db, sql`${query} where ${key} = ${accountId}`)
  }
  found.journal = await rows(
    db,
    sql`select at, on_behalf_of, action, subject_kind, subject_id from journal
        where actor = ${`account:${accountId}`} order by id`,
  )
  return found as PersonalData
}

/** What goes with a person. Rows of others that name the account by its number stay, with the number. */
const GONE = [
  sql`delete from session where account_id = `,
  sql`delete from api_token where account_id = `,
  sql`delete from recovery_code where account_id = `,
  sql`delete from one_time_token where account_id = `,
  sql`delete from terms_acceptance where account_id = `,
  sql`delete from notification_preference where account_id = `,
  sql`delete from notification where account_id = `,
  sql`delete from saved_search where account_id = `,
  sql`delete from mail where account_id = `,
  sql`delete from membership where account_id = `,
  sql`delete from file where (organisation_id is null or subject_kind is null) and uploaded_by = `,
  sql`update message set body = null where account_id = `,
]

/** Removes what is personal of an account and leaves its number. */
export async function erasePerson(
  db: Db,
  accountId: number,
  email: string | null,
  at: string,
): Promise<void> {
  for (const statement of GONE) await rows(db, sql`${statement}${accountId}`)
  await rows(db, sql`delete from idempotency_key where caller = ${`account:${accountId}`}`)
  if (email !== null) {
    await rows(db, sql`delete from one_time_token where email = ${email}`)
    await rows(db, sql`delete from mail where to_address = ${email}`)
  }
  await rows(
    db,
    sql`update account set email = null, name = '', password_hash = null, totp_secret = null,
          totp_confirmed_at = null, totp_last_step = null, email_verified_at = null, erased_at = ${at}
        where id = ${accountId}`,
  )
}
