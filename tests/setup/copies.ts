import { cpSync } from 'node:fs'
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
