import { and, eq, isNull, lt, or } from 'drizzle-orm'
import type { Db } from '../../../db/open.ts'
import { account, recoveryCode } from '../../../db/schema/index.ts'

/** Uses a time step up; false when it, or a later one, was used before. */
export async function useStep(db: Db, accountId: number, step: number): Promise<boolean> {
  const used = await db
    .update(account)
    .set({ totpLastStep: step })
    .where(and(eq(account.id, accountId), or(isNull(account.totpLastStep), lt(account.totpLastStep, step))))
    .returning({ id: account.id })
  return used.length > 0
}

/** Uses a recovery code up; false when there is none like it that is unused. */
export async function useRecoveryCode(db: Db, accountId: number, hash: string, at: string): Promise<boolean> {
  const used = await db
    .update(recoveryCode)
    .set({ usedAt: at })
    .where(
      and(eq(recoveryCode.accountId, accountId), eq(recoveryCode.hash, hash), isNull(recoveryCode.usedAt)),
    )
    .returning({ hash: recoveryCode.hash })
  return used.length > 0
}

/** Puts new recovery codes in the place of all earlier ones. */
export async function replaceRecoveryCodes(
  db: Db,
  accountId: number,
  hashes: readonly string[],
): Promise<void> {
  await db.delete(recoveryCode).where(eq(recoveryCode.accountId, accountId))
  if (hashes.length > 0) await db.insert(recoveryCode).values(hashes.map((hash) => ({ accountId, hash })))
}
