import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator'
import { migrate as migratePostgres } from 'drizzle-orm/postgres-js/migrator'
import { rows, type Database, type Db } from './open.ts'

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), 'migrations')
const JOURNAL = 'meta/_journal.json'

/** Two processes that start at once must not migrate at once; any constant will do. */
const MIGRATION_LOCK = 5_106_2026

/** Brings the schema up to date; does nothing when it is. */
export const migrate = (database: Database): Promise<void> => migrateFrom(database, FOLDER)

/** Brings an older schema only as far as the first so many migrations: to load what was saved under them. */
export async function migrateTo(database: Database, count: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'simbiozi-migrations-'))
  try {
    cpSync(FOLDER, folder, { recursive: true })
    const journal = JSON.parse(readFileSync(join(FOLDER, JOURNAL), 'utf8')) as { entries: unknown[] }
    const entries = journal.entries.slice(0, count)
    writeFileSync(join(folder, JOURNAL), JSON.stringify({ ...journal, entries }))
    await migrateFrom(database, folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** How many migrations a database has seen. */
export async function migrationsApplied(db: Db): Promise<number> {
  const [found] = await rows<{ count: number }>(
    db,
    sql`select count(*)::int as count from drizzle.__drizzle_migrations`,
  )
  return found!.count
}

async function migrateFrom({ db, kind, exclusively }: Database, migrationsFolder: string): Promise<void> {
  if (kind === 'embedded') {
    await migratePglite(db as unknown as Parameters<typeof migratePglite>[0], { migrationsFolder })
    return
  }
  await exclusively(MIGRATION_LOCK, () =>
    migratePostgres(db as unknown as Parameters<typeof migratePostgres>[0], { migrationsFolder }),
  )
}
