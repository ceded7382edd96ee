import { and, desc, eq, isNull } from 'drizzle-orm'
import type { Db } from '../../../db/open.ts'
import { apiToken } from '../../../db/schema/index.ts'

export async function insertApiToken(db: Db, row: typeof apiToken.$inferInsert): Promise<number> {
  const [created] = await db.insert(apiToken).values(row).returning({ id: apiToken.id })
  return created!.id
}

const isLive = (accountId: number) => and(eq(apiToken.accountId, accountId), isNull(apiToken.revokedAt))

export const apiTokensOf = (db: Db, accountId: number) =>
  db
    .select({
      id: apiToken.id,
      name: apiToken.name,
      prefix: apiToken.prefix,
      scopes: apiToken.scopes,
      createdAt: apiToken.createdAt,
      expiresAt: apiToken.expiresAt,
      lastUsedAt: apiToken.lastUsedAt,
    })
    .from(apiToken)
    .where(isLive(accountId))
    .orderBy(desc(apiToken.id))

export async function revokeApiToken(db: Db, accountId: number, id: number, at: string): Promise<boolean> {
  const revoked = await db
    .update(apiToken)
    .set({ revokedAt: at })
    .where(and(isLive(accountId), eq(apiToken.id, id)))
    .returning({ id: apiToken.id })
  return revoked.length > 0
}
