import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import type { TestProject } from 'vitest/node'
import { open, rows, type Db } from '../../db/open.ts'
import { databaseOn } from './copies.ts'
import { fingerprint, root } from './template.ts'

const cache = join(root, '.cache')
const KEPT_MS = 6 * 3_600_000

/** Prepares the database once for all workers; the copies they make are gone when the run ends. */
export default async function prepare(project: TestProject): Promise<() => Promise<void>> {
  const server = process.env['TEST_DATABASE_URL'] ?? null
  const name = `simbiozi_template_${fingerprint()}`
  const copies = `simbiozi_test_${process.pid}_`
  if (server) {
    await prepareOnServer(server, name)
    project.provide('prepared', { server, template: name, copies })
    return () => dropOnServer(server, copies)
  }
  const template = join(cache, name)
  prepareFolder(template)
  project.provide('prepared', { server, template, copies: join(cache, copies) })
  return async () => removeFolders((entry) => entry.startsWith(copies))
}

function prepareFolder(template: string): void {
  mkdirSync(cache, { recursive: true })
  removeFolders((entry) => isLeftOver(join(cache, entry)) && join(cache, entry) !== template)
  if (existsSync(template)) return
  const draft = `${template}.draft-${process.pid}`
  fillApart(draft)
  try {
    renameSync(draft, template)
  } catch (error) {
    // Another run may have finished the same template meanwhile.
    if (!existsSync(template)) throw error
    rmSync(draft, { recursive: true, force: true })
  }
}

/** Younger ones may belong to a run that is under way. */
const isLeftOver = (path: string) => Date.now() - statSync(path).mtimeMs > KEPT_MS

function removeFolders(unwanted: (entry: string) => boolean): void {
  for (const entry of readdirSync(cache))
    if (entry.startsWith('simbiozi_') && unwanted(entry))
      rmSync(join(cache, entry), { recursive: true, force: true })
}

async function prepareOnServer(server: string, template: string): Promise<void> {
  const admin = await open(server, { connections: 1 })
  const exists = async () =>
    (await rows(admin.db, sql`select 1 from pg_database where datname = ${template}`)).length > 0
  try {
    await dropLeftOvers(admin.db)
    if (await exists()) return
    const draft = `${template}_draft_${process.pid}`
    const locale = `encoding 'UTF8' lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'`
    await rows(admin.db, sql.raw(`create database ${draft} template template0 ${locale}`))
    fillApart(databaseOn(server, draft))
    await rows(admin.db, sql.raw(`comment on database ${draft} is '${new Date().toISOString()}'`))
    const finish = (await exists())
      ? `drop database ${draft}`
      : `alter database ${draft} rename to ${template}`
    await rows(admin.db, sql.raw(finish))
  } finally {
    await admin.close()
  }
}

/** Templates carry the moment of their making as a comment. */
async function dropLeftOvers(db: Db): Promise<void> {
  const templates = await rows<{ name: string; made: string | null }>(
    db,
    sql`select datname as name, shobj_description(oid, 'pg_database') as made
        from pg_database where starts_with(datname, 'simbiozi_template_')`,
  )
  for (const { name, made } of templates)
    if (made && Date.now() - Date.parse(made) > KEPT_MS)
      await rows(db, sql.raw(`drop database if exists ${name}`))
}

async function dropOnServer(server: string, prefix: string): Promise<void> {
  const admin = await open(server, { connections: 1 })
  const copies = await rows<{ datname: string }>(
    admin.db,
    sql`select datname from pg_database where starts_with(datname, ${prefix})`,
  )
  for (const { datname } of copies) await rows(admin.db, sql.raw(`drop database ${datname} with (force)`))
  await admin.close()
}

/** Fills an empty database, in a process of its own so that an embedded one gives its gigabyte back. */
export function fillApart(url: string): void {
  execFileSync(process.execPath, [join(root, 'tests/setup/template.ts'), url], { stdio: 'inherit' })
}
