import { and, eq, gt, isNull } from 'drizzle-orm'
import type { Db } from '../../../db/open.ts'
import { oneTimeToken } from '../../../db/schema/index.ts'

export type OneTimeRow = typeof oneTimeToken.$inferSelect
export type OneTimeKind = OneTimeRow['kind']

export const insertOneTime = async (db: Db, row: typeof oneTimeToken.$inferInsert): Promise<void> => {
  await db.insert(oneTimeToken).values(row)
}

const isGood = (hash: string, kind: OneTimeKind, now: string) =>
  and(
    eq(oneTimeToken.hash, hash),
    eq(oneTimeToken.kind, kind),
    isNull(oneTimeToken.usedAt),
    gt(oneTimeToken.expiresAt, now),
  )

/** Marks a token as used, if it still was good; of two requests with one token a single one gets the row. */
export async function useOneTime(
  db: Db,
  hash: string,
  kind: OneTimeKind,
  now: string,
): Promise<OneTimeRow | null> {
  const [used] = await db
    .update(oneTimeToken)
    .set({ usedAt: now })
    .where(isGood(hash, kind, now))
    .returning()
  return used ?? null
}

/** A token that is still good, without using it. */
export async function findOneTime(
  db: Db,
  hash: string,
  kind: OneTimeKind,
  now: string,
): Promise<OneTimeRow | null> {
  const [found] = await db
    .select()
    .from(oneTimeToken)
    .where(isGood(hash, kind, now))
  return found ?? null
}

/** Makes the unused tokens of an account useless; the newest letter is the one that counts. */
export async function voidOneTime(db: Db, accountId: number, kind: OneTimeKind, now: string): Promise<void> {
  await db
    .update(oneTimeToken)
    .set({ usedAt: now })
    .where(
      and(eq(oneTimeToken.accountId, accountId), eq(oneTimeToken.kind, kind), isNull(oneTimeToken.usedAt)),
    )
}
