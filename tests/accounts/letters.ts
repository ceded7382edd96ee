import { desc } from 'drizzle-orm'
import type { Db } from '../../db/open.ts'
import { mail } from '../../db/schema/index.ts'

/** The letters in the outbox, the newest first, with the token that the link in each of them carries. */
export async function letters(db: Db) {
  const found = await db.select().from(mail).orderBy(desc(mail.id))
  return found.map((letter) => ({ ...letter, token: /#([\w-]{43})/.exec(letter.body)?.[1] ?? '' }))
}
