import { eq, sql } from 'drizzle-orm'
import { rows, type Db } from '../../../db/open.ts'
import { notificationPreference } from '../../../db/schema/index.ts'
import type { EventKind, MailTime } from '../../contract/events.ts'

/** What somebody said about letters, by kind. */
export const preferencesOf = (db: Db, accountId: number) =>
  db
    .select({ kind: notificationPreference.kind, mail: notificationPreference.mail })
    .from(notificationPreference)
    .where(eq(notificationPreference.accountId, accountId))

/** Keeps what somebody wants of these kinds, and applies it to letters that wait already. */
export async function putPreferences(
  db: Db,
  accountId: number,
  wishes: readonly { kind: EventKind; mail: MailTime }[],
): Promise<void> {
  await db
    .insert(notificationPreference)
    .values(wishes.map((wish) => ({ ...wish, accountId })))
    .onConflictDoUpdate({
      target: [notificationPreference.accountId, notificationPreference.kind],
      set: { mail: sql`excluded.mail` },
    })
  const wished = wishes.map(({ kind, mail }) => sql`(${kind}::text, ${mail}::text)`)
  await rows(
    db,
    sql`update notification n set mail_due = w.mail
        from (values ${sql.join(wished, sql`, `)}) as w(kind, mail), account a
        where n.account_id = ${accountId} and a.id = n.account_id and not a.demonstration
          and n.kind = w.kind and n.mailed_at is null and n.mail_due not in ('never', w.mail)`,
  )
}
