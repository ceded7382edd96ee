import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { open, rows, type Database } from '../../db/open.ts'

export interface Scratch {
  database: Database
  /** What `open` takes of it. */
  address: string
  drop: () => Promise<void>
}

/** A database of the benchmark's own, beside the one that the address names, or in a folder of its own. */
export async function scratch(url: string | undefined): Promise<Scratch> {
  if (!url) {
    const folder = mkdtempSync(join(tmpdir(), 'simbiozi-bench-'))
    return {
      database: await open(folder),
      address: folder,
      drop: async () => rmSync(folder, { recursive: true, force: true }),
    }
  }
  const name = `simbiozi_bench_${process.pid}`
  const server = await open(url, { connections: 1 })
  await rows(server.db, sql.raw(`create database ${name}`))
  const address = new URL(url)
  address.pathname = `/${name}`
  return {
    database: await open(address.href, { connections: 4 }),
    address: address.href,
    drop: async () => {
      await rows(server.db, sql.raw(`drop database ${name} with (force)`))
      await server.close()
    },
  }
}
