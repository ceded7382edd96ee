import { cpSync, existsSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { sql } from 'drizzle-orm'
import { open, rows } from '../../db/open.ts'

/** Where workers find the prepared database, and the name under which they make their copies of it. */
export interface Prepared {
  /** Address of the server to make copies on; null for the embedded database. */
  server: string | null
  /** Folder or database name that is copied and never opened. */
  template: string
  /** What the copies of this run begin with. */
  copies: string
}

declare module 'vitest' {
  interface ProvidedContext {
    prepared: Prepared
  }
}

/** The address of another database on the same server. */
export function databaseOn(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

/** Makes a copy of the prepared database; returns what `open` takes. */
export async function copyOf(prepared: Prepared, name: string): Promise<string> {
  const copy = `${prepared.copies}${name}`
  if (!prepared.server) {
    cpSync(prepared.template, copy, { recursive: true })
    return copy
  }
  const admin = await open(prepared.server, { connections: 1 })
  await rows(admin.db, sql.raw(`create database ${copy} template ${prepared.template}`))
  await admin.close()
  return databaseOn(prepared.server, copy)
}

/** An empty database beside the copies; returns what `open` takes. */
export async function emptyOne(prepared: Prepared, name: string): Promise<string> {
  const empty = `${prepared.copies}${name}`
  if (!prepared.server) {
    cpSync(await emptyFolder(dirname(prepared.template)), empty, { recursive: true })
    return empty
  }
  const admin = await open(prepared.server, { connections: 1 })
  const locale = `encoding 'UTF8' lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'`
  await rows(admin.db, sql.raw(`create database ${empty} template template0 ${locale}`))
  await admin.close()
  return databaseOn(prepared.server, empty)
}

/** Setting up an embedded database takes many seconds, copying one that was set up takes one. */
async function emptyFolder(cache: string): Promise<string> {
  const folder = join(cache, 'simbiozi_empty')
  if (existsSync(folder)) return folder
  const draft = `${folder}.draft-${process.pid}`
  const database = await open(draft)
  await database.close()
  try {
    renameSync(draft, folder)
  } catch (error) {
    // The other worker may have been faster.
    if (!existsSync(folder)) throw error
    rmSync(draft, { recursive: true, force: true })
  }
  return folder
}
