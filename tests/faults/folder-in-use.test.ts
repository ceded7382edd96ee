import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { open, rows } from '../../db/open.ts'
import { ownAddress } from '../setup/database.ts'
import { root } from '../setup/template.ts'
import { Program } from './program.ts'
import { needOf, offerOf } from './publishing.ts'
import { partnersOf, serve } from './serving.ts'

const COMMANDS: [file: string, ...args: string[]][] = [
  ['scripts/import.ts', join(root, 'tests/faults/one-listing.csv')],
  ['scripts/explain.ts', 'an-offer', 'a-need'],
  ['scripts/demo.ts', 'fill'],
  ['scripts/demo.ts', 'remove'],
  ['server/main.ts'],
]

test('while the server has the embedded folder, nothing else gets at it, and nothing is harmed', async () => {
  const folder = await ownAddress()
  const { server, address } = await serve({ DATA_DIR: folder, DEMO: '1' })
  const asked = needOf('asked')
  const before = await partnersOf(address, asked)
  expect(before.length).toBeGreaterThan(0)
  for (const [file, ...args] of COMMANDS) {
    const other = new Program(file, args, { DATA_DIR: folder, PORT: '0' })
    expect(await other.ended(), file).toBe(2)
    const said = other.said.trim().split('\n')
    expect(said.at(-1)).toMatch(
      /^The database in .* is in use by process \d+\. Stop it first, or set DATA_DIR/,
    )
    expect(
      said.slice(0, -1).every((line) => line.startsWith('Opening the database in')),
      other.said,
    ).toBe(true)
    expect(other.lines).toEqual([])
  }
  expect(await partnersOf(address, asked)).toEqual(before)

  // Killed rather than stopped: what the refused ones may have done to the folder would show.
  await server.kill()
  const again = await serve({ DATA_DIR: folder, DEMO: '1' })
  expect(await partnersOf(again.address, asked)).toEqual(before)
  expect(await again.server.kill('SIGTERM')).toBe(0)
  const database = await open(folder)
  const imported = await rows(database.db, sql`select 1 from listing where ref = ${offerOf('never').ref}`)
  await database.close()
  expect(imported).toEqual([])
})
