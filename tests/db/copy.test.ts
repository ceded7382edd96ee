import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CopiedRows, type Row } from '../../db/copied-rows.ts'
import { copyRows } from '../../db/copy.ts'
import { rows } from '../../db/open.ts'
import { database, inTransaction } from '../setup/database.ts'

const fields = (row: Row) => [
  row.int(),
  row.int(),
  row.double(),
  row.numeric(),
  row.flag(),
  row.text(),
  row.day(),
]

test('a copy gives every value back', async () => {
  const { db } = await database()
  const found: unknown[] = []
  await copyRows(
    db,
    sql`select * from (values
      (1, 7::smallint, 0.1::float8, 12.34::numeric, true, '020704', '2026-02-28'::date),
      (-2147483648, (-32768)::smallint, 'NaN', -0.000001, false, 'ჭაჭა', '1999-12-31'),
      (2147483647, null, '-Infinity', 'NaN', null, '', null),
      (null, 0::smallint, null, null, true, null, '2000-01-01')) as t`,
    (row) => found.push(fields(row)),
  )
  expect(found).toEqual([
    [1, 7, 0.1, 12.34, true, '020704', '2026-02-28'],
    [-2147483648, -32768, NaN, -0.000001, false, 'ჭაჭა', '1999-12-31'],
    [2147483647, null, -Infinity, NaN, null, '', null],
    [null, 0, null, null, true, null, '2000-01-01'],
  ])
})

test('a numeric reads as the nearest double, however long it is', async () => {
  const { db } = await database()
  const notation = fc
    .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.integer({ min: -20, max: 20 }))
    .map(([digits, exponent]) => `${digits}e${exponent}`)
  const wanted = [
    '0',
    '-40',
    '1e7',
    '1e-7',
    '99999999.9999',
    ...fc.sample(notation, { numRuns: 2000, seed: 4 }),
  ]
  const found: (number | null)[] = []
  const list = sql.raw(wanted.map((text) => `(${text}::numeric)`).join(','))
  await copyRows(db, sql`select n from (values ${list}) as t(n)`, (row) => found.push(row.numeric()))
  expect(found).toEqual(wanted.map((text) => Number(text) + 0))
})

test('words that share a slot, long ones and Georgian ones keep apart', async () => {
  const { db } = await database()
  const wanted = Array.from({ length: 20_000 }, (_, n) =>
    n % 3 === 0 ? `შპს ${n}` : `m${n % 7000}`.repeat(1 + (n % 9)),
  )
  const found: (string | null)[] = []
  await copyRows(
    db,
    sql`select case when n % 3 = 0 then 'შპს ' || n else repeat('m' || n % 7000, 1 + n % 9) end from generate_series(0, 19999) n order by n`,
    (row) => found.push(row.text()),
  )
  expect(found).toEqual(wanted)
})

test('pieces may end anywhere', async () => {
  const whole = Buffer.concat([
    Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'),
    Buffer.alloc(8),
    Buffer.from('0002 00000004 00000007 00000002 6d31'.replaceAll(' ', ''), 'hex'),
    Buffer.from('0002 ffffffff 00000000 ffff'.replaceAll(' ', ''), 'hex'),
  ])
  for (let size = 1; size <= whole.length; size++) {
    const found: unknown[] = []
    const copied = new CopiedRows((row) => found.push([row.int(), row.text()]))
    for (let at = 0; at < whole.length; at += size) copied.push(whole.subarray(at, at + size))
    copied.end()
    expect(found).toEqual([
      [7, 'm1'],
      [null, ''],
    ])
  }
})

test('what broke off, is no copy, or is not read to its end is an error', () => {
  const copied = new CopiedRows(() => {})
  copied.push(Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0\0\x01', 'latin1'))
  expect(() => copied.end()).toThrow('broke off')
  expect(() => copied.push(Buffer.from('\0\0\0\x01m', 'latin1'))).toThrow('read as 0')
  expect(() => new CopiedRows(() => {}).push(Buffer.alloc(64))).toThrow('no binary copy')
})

test('an error while reading leaves the connection usable', () =>
  inTransaction(async (db) => {
    const failing = copyRows(db, sql`select n from generate_series(1, 50000) n`, () => {
      throw new Error('too much')
    })
    await expect(failing).rejects.toThrow('too much')
    await expect(copyRows(db, sql`select ${1}`, () => {})).rejects.toThrow('no parameters')
    expect(await rows(db, sql`select 1 as one`)).toEqual([{ one: 1 }])
  }))
