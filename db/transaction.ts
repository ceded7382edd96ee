import { setTimeout as pause } from 'node:timers/promises'
import { PgTransaction } from 'drizzle-orm/pg-core'
import type { Db } from './open.ts'
import { isContention } from './violations.ts'

const ATTEMPTS = 6
const FIRST_PAUSE_MS = 10

/**
 * Runs `work` in a transaction, and runs all of it again when the database ended it because others stood in its way
 * (deadlock, serialization failure). `work` must therefore do nothing outside of its transaction. Inside another
 * transaction it is a part of that one, and runs once: what holds the locks has to begin again.
 * @throws whatever `work` throws, and the contention itself after the last attempt
 */
export async function settle<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  const attempts = isTransaction(db) ? 1 : ATTEMPTS
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction(work)
    } catch (error) {
      if (!isContention(error) || attempt === attempts) throw error
      await pause(FIRST_PAUSE_MS * 2 ** attempt * (0.5 + Math.random()))
    }
  }
}

/**
 * Waits for two things that are under way in one transaction, for both even if one fails: what is left running would reach
 * into the time after the transaction.
 * @throws what the first that failed throws
 */
export async function both<A, B>(one: Promise<A>, other: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([one, other])
  return [await one, await other]
}

const isTransaction = (db: unknown): boolean => db instanceof PgTransaction
