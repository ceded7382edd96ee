import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator'
import { migrate as migratePostgres } from 'drizzle-orm/postgres-js/migrator'
import type { Database } from './open.ts'

const migrationsFolder = join(dirname(fileURLToPath(import.meta.url)), 'migrations')

/** Two processes that start at once must not migrate at once; any constant will do. */
const MIGRATION_LOCK = 5_106_2026

/** Brings the schema up to date; does nothing when it is. */
export async function migrate(database: Database): Promise<void> {
  if (database.kind === 'embedded') {
    await migratePglite(database.db as unknown as Parameters<typeof migratePglite>[0], { migrationsFolder })
    return
  }
  await database.exclusively(MIGRATION_LOCK, () =>
    migratePostgres(database.db as unknown as Parameters<typeof migratePostgres>[0], { migrationsFolder }),
  )
}
