import { and, count, eq, gt, inArray, lt } from 'drizzle-orm'
import type { Db } from '../../../db/open.ts'
import { guess } from '../../../db/schema/index.ts'

export async function insertGuesses(db: Db, keys: readonly string[], at: string): Promise<number[]> {
  const made = await db
    .insert(guess)
    .values(keys.map((key) => ({ key, at })))
    .returning({ id: guess.id })
  return made.map(({ id }) => id)
}

export async function countGuesses(db: Db, key: string, since: string): Promise<number> {
  const [found] = await db
    .select({ n: count() })
    .from(guess)
    .where(and(eq(guess.key, key), gt(guess.at, since)))
  return Number(found?.n ?? 0)
}

export const deleteGuesses = async (db: Db, ids: readonly number[]): Promise<void> => {
  await db.delete(guess).where(inArray(guess.id, [...ids]))
}

export const deleteGuessesOf = async (db: Db, key: string): Promise<void> => {
  await db.delete(guess).where(eq(guess.key, key))
}

export const deleteGuessesBefore = async (db: Db, before: string): Promise<void> => {
  await db.delete(guess).where(lt(guess.at, before))
}
