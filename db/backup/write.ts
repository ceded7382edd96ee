import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { sql } from 'drizzle-orm'
import { migrationsApplied } from '../migrate.ts'
import { rows, type Database, type Db } from '../open.ts'
import { tablesInOrder, type TableShape } from './tables.ts'

/** The first line of a backup. */
export interface Manifest {
  format: 'simbiozi-backup-1'
  madeAt: string
  /** How many of the project's migrations the database had seen. */
  migrations: number
}

/** The last line: what must have come before it. */
export interface Closing {
  rows: number
  sha256: string
}

/** Rows of one statement; small enough that photos do not fill the memory. */
const PAGE = 200

/**
 * Writes everything that the database holds, files included, as gzipped lines of JSON: manifest, then for each table its
 * columns and its rows as text, then a closing line. All of it is read in one snapshot; the file appears when it is whole.
 * @returns how many rows were written
 */
export async function writeBackup(database: Database, file: string, now: Date): Promise<number> {
  const draft = `${file}.part`
  let count = 0
  try {
    await database.db.transaction(
      async (tx) => {
        const hash = createHash('sha256')
        const lines = async function* () {
          const manifest: Manifest = {
            format: 'simbiozi-backup-1',
            madeAt: now.toISOString(),
            migrations: await migrationsApplied(tx),
          }
          yield `${JSON.stringify(manifest)}\n`
          await rows(tx, sql`set local timezone to 'UTC'`)
          for (const table of await tablesInOrder(tx)) {
            yield said(hash, { table: table.name, columns: table.columns })
            for await (const page of pagesOf(tx, table)) {
              count += page.length
              for (const row of page) yield said(hash, row)
            }
          }
          const closing: Closing = { rows: count, sha256: hash.digest('hex') }
          yield `${JSON.stringify(closing)}\n`
        }
        await pipeline(Readable.from(lines()), createGzip(), createWriteStream(draft, { mode: 0o600 }))
      },
      { isolationLevel: 'repeatable read', accessMode: 'read only' },
    )
    await rename(draft, file)
    return count
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

function said(hash: ReturnType<typeof createHash>, value: unknown): string {
  const line = `${JSON.stringify(value)}\n`
  hash.update(line)
  return line
}

/** The rows of a table as arrays of text, in physical order, page by page through a cursor. */
async function* pagesOf(tx: Db, { name, columns }: TableShape): AsyncGenerator<(string | null)[][]> {
  const fields = columns.map((column) => `"${column.name}"::text`).join(', ')
  await rows(
    tx,
    sql.raw(
      `declare backup_rows no scroll cursor for select json_build_array(${fields}) as row from "${name}"`,
    ),
  )
  for (;;) {
    const page = await rows<{ row: (string | null)[] }>(tx, sql.raw(`fetch ${PAGE} from backup_rows`))
    if (page.length === 0) break
    yield page.map(({ row }) => row)
  }
  await rows(tx, sql`close backup_rows`)
}
