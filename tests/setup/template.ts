import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { migrate } from '../../db/migrate.ts'
import { open, type Database } from '../../db/open.ts'
import type { Clock } from '../../server/journal/write.ts'
import { loadCatalogue } from '../../server/materials/load.ts'

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** The moment at which every test happens: an autumn morning, in the middle of the vintage. */
export const fixedClock: Clock = () => new Date('2026-10-05T08:00:00Z')

/** Brings an empty database to where a test begins: migrated, with the catalogue loaded. */
export async function fill(database: Database): Promise<void> {
  await migrate(database)
  await loadCatalogue(database.db, fixedClock)
}

/** Names the state that `fill` leads to; it changes with everything that `fill` reads. */
export function fingerprint(): string {
  const hash = createHash('sha256')
  for (const path of [
    'db/migrations',
    'db/reference',
    'server/materials',
    'node_modules/@electric-sql/pglite/package.json',
  ])
    for (const file of filesBelow(join(root, path)))
      hash.update(file.slice(root.length)).update(readFileSync(file))
  return hash.digest('hex').slice(0, 16)
}

function filesBelow(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((name) => join(path, name))
    .filter((file) => statSync(file).isFile())
    .toSorted()
}

/** As a program: fills the database named, in a process of its own so that its gigabyte is given back. */
if (import.meta.main) {
  const database = await open(process.argv[2] ?? '')
  await fill(database)
  await database.close()
}
