import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { sql } from 'drizzle-orm'
import { migrate, migrateTo } from '../migrate.ts'
import { rows, type Database, type Db } from '../open.ts'
import type { TableShape } from './tables.ts'
import type { Closing, Manifest } from './write.ts'

/** The file is no backup, is cut short or was changed; its message is one line for whoever restores. */
export class BadBackup extends Error {
  override name = 'BadBackup'
}

/** The database is in use already. */
export class NotEmpty extends Error {
  override name = 'NotEmpty'

  constructor() {
    super(
      'The database is not empty. Restore into an empty one: a new DATA_DIR, or a new database on the server.',
    )
  }
}

type Cells = (string | null)[]
const PAGE = 200

/**
 * Restores a backup into an empty database of either kind: brings the schema to where it was when the backup was made,
 * loads every row, and goes on to the newest schema. All rows or none.
 * @returns how many rows were loaded
 * @throws BadBackup, NotEmpty
 */
export async function restoreBackup(database: Database, file: string): Promise<number> {
  if (await isInUse(database.db)) throw new NotEmpty()
  const lines = linesOf(file)
  const manifest = await manifestOf(lines)
  await migrateTo(database, manifest.migrations)
  const count = await database.db.transaction((tx) => load(tx, lines))
  await migrate(database)
  return count
}

async function load(tx: Db, lines: AsyncIterator<string>): Promise<number> {
  const hash = createHash('sha256')
  await rows(tx, sql`set local timezone to 'UTC'`)
  let table: Loading | null = null
  let count = 0
  for (let next = await lines.next(); !next.done; next = await lines.next()) {
    const value = parsed(next.value)
    if (isClosing(value)) {
      await table?.finish()
      if (value.rows !== count || value.sha256 !== hash.digest('hex'))
        throw new BadBackup('The backup was changed after it was made.')
      return count
    }
    hash.update(`${next.value}\n`)
    if (Array.isArray(value)) {
      if (!table) throw new BadBackup('The backup holds a row that belongs to no table.')
      await table.add(value as Cells)
      count++
    } else {
      await table?.finish()
      const { table: name, columns } = value as { table: string; columns: TableShape['columns'] }
      table = new Loading(tx, name, columns)
      await table.empty()
    }
  }
  throw new BadBackup('The backup is cut short.')
}

/** One table that is being filled. */
class Loading {
  readonly #tx: Db
  readonly #name: string
  readonly #columns: TableShape['columns']
  #page: Cells[] = []

  constructor(tx: Db, name: string, columns: TableShape['columns']) {
    this.#tx = tx
    this.#name = name
    this.#columns = columns
  }

  /** Migrations may have put rows in. */
  async empty(): Promise<void> {
    await rows(this.#tx, sql.raw(`delete from "${this.#name}"`))
  }

  async add(row: Cells): Promise<void> {
    if (row.length !== this.#columns.length) throw new BadBackup(`A row of ${this.#name} is not whole.`)
    this.#page.push(row)
    if (this.#page.length >= PAGE) await this.#write()
  }

  async finish(): Promise<void> {
    await this.#write()
    for (const { name, isIdentity } of this.#columns)
      if (isIdentity)
        await rows(
          this.#tx,
          sql.raw(`select setval(pg_get_serial_sequence('"${this.#name}"', '${name}'),
            (select coalesce(max("${name}"), 0) + 1 from "${this.#name}"), false)`),
        )
  }

  async #write(): Promise<void> {
    if (this.#page.length === 0) return
    const names = this.#columns.map(({ name }) => `"${name}"`).join(', ')
    const values = this.#columns.map(({ type }, at) => `(row ->> ${at})::${type}`).join(', ')
    await rows(
      this.#tx,
      sql`${sql.raw(`insert into "${this.#name}" (${names}) overriding system value select ${values} from`)}
          jsonb_array_elements(${JSON.stringify(this.#page)}::text::jsonb) as row on conflict do nothing`,
    )
    this.#page = []
  }
}

async function* linesOf(file: string): AsyncGenerator<string> {
  try {
    yield* createInterface({ input: createReadStream(file).pipe(createGunzip()), crlfDelay: Infinity })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code?.startsWith('Z_') || code === 'ERR_STREAM_PREMATURE_CLOSE')
      throw new BadBackup('The file is no backup, or it is cut short.')
    throw error
  }
}

async function manifestOf(lines: AsyncIterator<string>): Promise<Manifest> {
  const first = await lines.next()
  const manifest = first.done ? null : (parsed(first.value) as Manifest | null)
  if (manifest?.format !== 'simbiozi-backup-1') throw new BadBackup('The file is no backup.')
  return manifest
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw new BadBackup('The file is no backup, or it is damaged.')
  }
}

const isClosing = (value: unknown): value is Closing =>
  typeof value === 'object' && value !== null && 'sha256' in value

/** A fresh database has no table of ours; one that was only migrated holds no organisation. */
async function isInUse(db: Db): Promise<boolean> {
  const [found] = await rows<{ exists: boolean }>(
    db,
    sql`select to_regclass('public.organisation') is not null as exists`,
  )
  if (!found?.exists) return false
  const [used] = await rows<{ used: boolean }>(db, sql`select exists (select from organisation) as used`)
  return used!.used
}
