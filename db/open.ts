import { mkdirSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist'
import { postgis } from '@electric-sql/pglite-postgis'
import { sql, type SQL } from 'drizzle-orm'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite'
import { drizzle as drizzlePostgres } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { claimFolder } from './lock.ts'
import { patiently } from './patience.ts'
import { refuseFullDisk } from './room.ts'
import * as schema from './schema/index.ts'

export type Schema = typeof schema
/** What every use case takes first: the database, or the transaction it runs in. */
export type Db = PgDatabase<PgQueryResultHKT, Schema>

export interface Database {
  db: Db
  kind: 'embedded' | 'server'
  /**
   * Calls back whenever some process notifies `channel`; a wake-up, which may say whom it concerns.
   * @param renewed called when the subscription was lost with its connection and has been made again
   */
  listen: (channel: string, wake: (whom: string) => void, renewed: () => void) => Promise<() => Promise<void>>
  /** Runs `work` while no other process runs work under the same lock. */
  exclusively: <T>(lock: number, work: () => Promise<T>) => Promise<T>
  close: () => Promise<void>
}

/**
 * Opens the database.
 * @param url `postgres://…` for a server, otherwise the folder of the embedded database (`memory://` keeps nothing).
 * A server that is just starting is given half a minute.
 * @throws FolderInUse when another process holds the folder; DiskFull when its disk has no room; the driver's error when the server or disk refuses.
 */
export async function open(url: string, options: { connections?: number } = {}): Promise<Database> {
  return /^postgres(ql)?:\/\//.test(url) ? openServer(url, options.connections ?? 10) : openEmbedded(url)
}

async function openServer(url: string, connections: number): Promise<Database> {
  const client = postgres(url, {
    max: connections,
    onnotice: () => {},
    connect_timeout: 5,
    backoff: reconnectDelay,
  })
  const db = drizzlePostgres(client, { schema }) as unknown as Db
  try {
    await patiently(() => refuseUntokenisable(db))
  } catch (error) {
    await client.end({ timeout: 0 })
    throw error
  }
  return {
    db,
    kind: 'server',
    listen: async (channel, wake, renewed) => {
      let isFirst = true
      const subscription = await client.listen(channel, wake, () => {
        if (!isFirst) renewed()
        isFirst = false
      })
      return () => subscription.unlisten()
    },
    exclusively: async (lock, work) => {
      const holder = await client.reserve()
      try {
        await holder`select pg_advisory_lock(${lock})`
        return await work()
      } finally {
        await holder`select pg_advisory_unlock(${lock})`.catch(() => {})
        holder.release()
      }
    },
    close: () => client.end({ timeout: 5 }),
  }
}

/** Seconds to wait before the next attempt to reach a server that went away. */
const reconnectDelay = (attempts: number) => Math.min(0.1 * 2 ** attempts, 2)

async function openEmbedded(folder: string): Promise<Database> {
  const inMemory = folder.startsWith('memory://')
  if (!inMemory) {
    mkdirSync(folder, { recursive: true })
    refuseFullDisk(folder, `${folder}/pg`)
  }
  const release = inMemory ? () => {} : claimFolder(folder)
  try {
    const client = await PGlite.create(inMemory ? folder : `${folder}/pg`, {
      extensions: { postgis, btree_gist },
    })
    const db = drizzlePglite(client, { schema }) as unknown as Db
    return {
      db,
      kind: 'embedded',
      listen: (channel, wake) => client.listen(channel, wake),
      // The folder belongs to this process alone.
      exclusively: (_lock, work) => work(),
      close: async () => {
        await client.close()
        release()
      },
    }
  } catch (error) {
    release()
    throw error
  }
}

/** Rows of a hand-written query; the two drivers wrap them differently. */
export async function rows<T>(db: Db, query: SQL): Promise<T[]> {
  const result = (await db.execute(query)) as unknown as T[] | { rows: T[] }
  return Array.isArray(result) ? result : result.rows
}

/** PostgreSQL under LC_CTYPE C sees no letters in Georgian, so search would silently find nothing. */
async function refuseUntokenisable(db: Db): Promise<void> {
  const [row] = await rows<{ georgian: boolean }>(db, sql`select 'ჭაჭა' ~ '^[[:alpha:]]+$' as georgian`)
  if (!row?.georgian)
    throw new Error(
      'This database does not recognise Georgian letters (LC_CTYPE is "C"). Create it with a UTF-8 locale, for example: CREATE DATABASE simbiozi TEMPLATE template0 ENCODING UTF8 LC_COLLATE "C.UTF-8" LC_CTYPE "C.UTF-8".',
    )
}
