import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { open, rows } from '../../db/open.ts'
import { ownAddress } from '../setup/database.ts'
import { manyRows } from './many-rows.ts'

const COMMAND = join(import.meta.dirname, '../../scripts/import.ts')
const HEADER = 'ref,kind,organisation,municipality,title,quantity,unit\n'

let address = ''
let folder = ''
beforeAll(async () => {
  address = await ownAddress()
  folder = mkdtempSync(join(tmpdir(), 'simbiozi-import-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function run(program: string, ...args: string[]) {
  const place = address.startsWith('postgres') ? { DATABASE_URL: address } : { DATA_DIR: address }
  const { DATABASE_URL: _url, DATA_DIR: _folder, ...env } = process.env
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: folder,
    env: { ...env, ...place, INIT_CWD: folder },
  })
  return { status, signal, out: stdout.toString(), said: stderr.toString() }
}

function command(name: string, content: string | Uint8Array, ...options: string[]) {
  writeFileSync(join(folder, name), content)
  return run(COMMAND, name, ...options)
}

async function countListings(): Promise<Record<string, number> | undefined> {
  const database = await open(address)
  try {
    const [counts] = await rows<Record<string, number>>(
      database.db,
      sql`select (select count(*)::int from listing) as listings, (select count(*)::int from organisation) as organisations,
                 (select count(*)::int from site) as sites, (select count(*)::int from listing_change) as changes, (select count(*)::int from proposal) as proposals,
                 (select count(*)::int from journal where subject_kind <> 'catalogue') as journal`,
    )
    return counts
  } finally {
    await database.close()
  }
}

const NOTHING = { listings: 0, organisations: 0, sites: 0, changes: 0, proposals: 0, journal: 0 }

test('an import that is killed halfway leaves nothing of the file', async () => {
  const killed = run(join(import.meta.dirname, 'import-and-die.ts'), address)
  expect(killed).toMatchObject({ signal: 'SIGKILL', said: '' })
  expect(await countListings()).toEqual(NOTHING)
})

test('a dry run and a file without a good row keep nothing', async () => {
  const dry = command('many.csv', manyRows(3), '--dry-run')
  expect(dry).toMatchObject({
    status: 0,
    out: '3 new, 0 revised, 0 unchanged, 0 refused (nothing was kept: --dry-run)\n',
  })
  const refused = command(
    'bad.csv',
    `${HEADER}A,offer,o,Atlantis,Grape pomace,NaN,t\nB,offer,o,Telavi,\x1b[31mQwxz,1,t\n`,
  )
  expect(refused.status).toBe(1)
  expect(refused.out.split('\n')).toEqual([
    expect.stringMatching(/^line +column +value +reason$/),
    expect.stringMatching(/^2 +municipality +Atlantis +is no municipality of the catalogue; closest: /),
    expect.stringMatching(/^2 +quantity +NaN +is not a number$/),
    expect.stringMatching(/^3 +title + \[31mQwxz +names no material of the catalogue/),
    '0 new, 0 revised, 0 unchanged, 2 refused',
    '',
  ])
  const unreadable = command('semicolons.csv', manyRows(3).toString().replaceAll(',', ';'))
  expect(unreadable).toMatchObject({ status: 1, out: '' })
  expect(unreadable.said).toContain('The columns are separated by ";" instead of ",".\n')
  expect(await countListings()).toEqual(NOTHING)
})

test('good rows go in though others are refused, go in once, and are proposed to each other at once', async () => {
  const need = 'N1,need,Distillery,Kvareli,Pomace for spirit,grape-pomace,300,t\n'
  const file = `${manyRows(1099).toString()}${need}K5,offer,o,Telavi,Grape pomace,grape-pomace,1,t\n`
  const first = command('many.csv', file)
  expect(first.said).toContain(
    '500 of 1101 rows read …\n1000 of 1101 rows read …\n1101 of 1101 rows read …\n',
  )
  expect(first).toMatchObject({ status: 0 })
  expect(first.out).toMatch(
    /\n1102 +ref +K5 +stands in line 7 already\n1100 new, 0 revised, 0 unchanged, 1 refused\n$/,
  )
  const second = command('many.csv', file)
  expect(second).toMatchObject({ status: 0 })
  expect(second.out).toContain('0 new, 0 revised, 1100 unchanged, 1 refused\n')
  expect(await countListings()).toEqual({
    listings: 1100,
    organisations: 8,
    sites: 8,
    changes: 1100,
    journal: 1108,
    proposals: 1099,
  })
})

test('while another process has the folder open, one line says so and nothing is harmed', async () => {
  const database = await open(address)
  const during = command('many.csv', manyRows(3))
  await database.close()
  if (address.startsWith('postgres')) expect(during.status).toBe(0)
  else {
    expect(during).toMatchObject({ status: 2, out: '' })
    expect(during.said.trim().split('\n').at(-1)).toMatch(/^The database in .* is in use by process \d+\./)
  }
  expect(await countListings()).toMatchObject({ listings: 1100 })
})

test('what cannot be asked is answered in one line', () => {
  expect(run(COMMAND)).toMatchObject({ status: 2, said: expect.stringMatching(/^Usage: .*\n$/) })
  expect(run(COMMAND, 'none.csv')).toMatchObject({
    status: 2,
    said: expect.stringMatching(/^There is no file .*none\.csv\.\n$/),
  })
})
