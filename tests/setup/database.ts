import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { open, type Database, type Db } from '../../db/open.ts'
import { copyOf, emptyOne } from './copies.ts'

export { fixedClock } from './template.ts'

const held = globalThis as { simbioziDatabase?: Promise<Database> }

/** The database of this worker, migrated and with the catalogue loaded. Shared by all its test files: change it only inside `inTransaction`. */
export function database(): Promise<Database> {
  held.simbioziDatabase ??= ownDatabase()
  return held.simbioziDatabase
}

/**
 * A database of the test's own, for what has to be committed (notifications, restarts, a closed database).
 * Costs seconds and, embedded, a gigabyte: one a file at most, and close it when done.
 */
export async function ownDatabase(): Promise<Database> {
  return open(await ownAddress())
}

/** What `open` takes (a folder or a postgres:// address) of a fresh copy that nobody has open. */
export const ownAddress = (): Promise<string> => copyOf(inject('prepared'), randomBytes(6).toString('hex'))

/** What `open` takes of a database that nothing was ever done to. */
export const emptyAddress = (): Promise<string> =>
  emptyOne(inject('prepared'), randomBytes(6).toString('hex'))

class RolledBack extends Error {}

/**
 * Runs a test in a transaction that is always rolled back.
 * @param test takes the transaction as `db`, and the same as a `Database` for what wants one (such as `buildApp`)
 * @returns what the test returned
 */
export async function inTransaction<T>(test: (db: Db, database: Database) => Promise<T>): Promise<T> {
  const shared = await database()
  let result: T | undefined
  try {
    await shared.db.transaction(async (tx) => {
      // The outer database may not be asked while the transaction is open: the embedded one would wait for ever.
      result = await test(tx, { ...shared, db: tx, close: async () => {} })
      throw new RolledBack()
    })
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error
  }
  return result as T
}
