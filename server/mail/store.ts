import type { Db } from '../../db/open.ts'
import { mail } from '../../db/schema/index.ts'

export const insertMail = async (db: Db, row: typeof mail.$inferInsert): Promise<void> => {
  await db.insert(mail).values(row)
}
