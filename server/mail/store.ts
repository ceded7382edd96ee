import { and, desc, eq, isNull, lt, lte, sql } from 'drizzle-orm'
import { rows, type Db } from '../../db/open.ts'
import { mail } from '../../db/schema/index.ts'

export type MailRow = typeof mail.$inferSelect

export const insertMail = async (db: Db, row: typeof mail.$inferInsert): Promise<void> => {
  await db.insert(mail).values(row)
}

/**
 * Takes the next letter that is due. It comes up again at `again` unless it is marked before, so that one whose sender
 * dies is not lost; another process that asks at the same moment gets another letter.
 */
export async function claimMail(db: Db, now: string, again: string, most: number): Promise<MailRow | null> {
  const due = db
    .select({ id: mail.id })
    .from(mail)
    .where(and(isNull(mail.sentAt), lte(mail.nextAttemptAt, now), lt(mail.attempts, most)))
    .orderBy(mail.nextAttemptAt, mail.id)
    .limit(1)
    .for('update', { skipLocked: true })
  const [claimed] = await db
    .update(mail)
    .set({ nextAttemptAt: again, attempts: sql`${mail.attempts} + 1` })
    .where(eq(mail.id, sql`(${due})`))
    .returning()
  return claimed ?? null
}

/** A letter that went out; its text may hold what opens an account, so it is not kept. */
export const markSent = async (db: Db, id: number, at: string): Promise<void> => {
  await db.update(mail).set({ sentAt: at, body: '', lastError: null }).where(eq(mail.id, id))
}

export const markFailed = async (
  db: Db,
  id: number,
  failure: { lastError: string; nextAttemptAt: string },
): Promise<void> => {
  await db.update(mail).set(failure).where(eq(mail.id, id))
}

/** The newest letters, those before one of them. */
export const lettersBefore = (db: Db, before: number | null, limit: number): Promise<MailRow[]> =>
  db
    .select()
    .from(mail)
    .where(before === null ? undefined : lt(mail.id, before))
    .orderBy(desc(mail.id))
    .limit(limit)

export async function countWaiting(db: Db): Promise<number> {
  const [found] = await rows<{ n: number }>(
    db,
    sql`select count(*)::int as n from mail where sent_at is null`,
  )
  return found!.n
}
