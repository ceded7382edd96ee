import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { rows, type Db } from '../../db/open.ts'
import { importListings, type ImportTools } from '../../server/listings/import/import-listings.ts'
import type { Recogniser } from '../../server/listings/import/recogniser.ts'
import { Refusal } from '../../server/refusals.ts'
import { fixedClock, inTransaction } from '../setup/database.ts'
import { manyRows } from './many-rows.ts'
import { actor, catalogue } from './market-of-telavi.ts'

const HEADER = 'ref,kind,organisation,municipality,lat,lon,title,waste_code,quantity,unit,period,months,basis'
const GOOD = [
  'I1,offer,Wineries,Telavi,41.91957,45.47002,Grape pomace,020701,7650,t,year,9-10,derived: intake',
  'I2,offer,Wineries,Telavi,41.91957,45.47002,Grape pomace,020701,12,t,month,,weighed',
  'I3,need,Distillery,ყვარელი,,,ყურძნის pomace,,3000,t,year,9-10,',
]
const BAD = [
  'I4,offer,Wineries,Atlantis,,,Grape pomace,020701,1,t,year,,',
  'I5,offer,Nobody,Telavi,,,Grape pomace,020701,NaN,t,year,13,',
]
const file = (...lines: string[]) => ({ bytes: Buffer.from([HEADER, ...lines, ''].join('\n')) })

/** Knows pomace when it reads of it. */
const recognise: Recogniser = ({ title }) => ({
  targets: title.includes('pomace')
    ? [{ targetKind: 'material', target: 'grape-pomace', factor: 1, inferredFrom: 'pomace' }]
    : [],
  closest: [],
})
const tools = async (db: Db, more: Partial<ImportTools> = {}): Promise<ImportTools> => ({
  catalogue: await catalogue(db),
  recognise,
  refuse: async () => {},
  changed: async () => {},
  ...more,
})
const run = async (db: Db, lines: string[]) =>
  importListings(db, actor, file(...lines), fixedClock, await tools(db))

/** Everything that an import may touch. */
const state = async (db: Db) =>
  rows(
    db,
    sql`select (select json_agg(l order by id) from listing l) as listings,
          (select json_agg(m order by listing_id) from listing_material m) as materials,
          (select json_agg(o order by id) from organisation o) as organisations,
          (select json_agg(s.id order by id) from site s) as sites,
          (select count(*)::int from journal) as journal,
          (select count(*)::int from listing_change) as changes`,
  )

test('good rows go in, refused rows are reported cell by cell', () =>
  inTransaction(async (db) => {
    const report = await run(db, [GOOD[0]!, BAD[0]!, GOOD[1]!, BAD[1]!, GOOD[2]!])
    expect(report.counts).toEqual({ created: 3, revised: 0, unchanged: 0, refused: 2 })
    expect(report.refused.map(({ line, column, value, code }) => [line, column, value, code])).toEqual([
      [3, 'municipality', 'Atlantis', 'unknown_municipality'],
      [5, 'quantity', 'NaN', 'not_a_number'],
      [5, 'months', '13', 'months_unreadable'],
    ])
    expect(
      await rows(
        db,
        sql`select l.ref, l.provenance, l.text_language, l.mass_tonnes, o.name, s.municipality_id, s.shown_precision
            from listing l join organisation o on o.id = l.organisation_id join site s on s.id = l.site_id
            where l.ref like 'I%' order by l.ref`,
      ),
    ).toEqual([
      {
        ref: 'I1',
        provenance: 'inferred',
        text_language: 'en',
        mass_tonnes: 7650,
        name: 'Wineries',
        municipality_id: 'telavi',
        shown_precision: 'municipality',
      },
      expect.objectContaining({ ref: 'I2', provenance: 'declared', mass_tonnes: 144 }),
      expect.objectContaining({
        ref: 'I3',
        text_language: 'ka',
        name: 'Distillery',
        municipality_id: 'kvareli',
      }),
    ])
    expect(await rows(db, sql`select name from organisation where name = 'Nobody'`)).toEqual([])
    expect(
      await rows(
        db,
        sql`select inferred_from from listing_material lm join listing l on l.id = lm.listing_id where l.ref = 'I1'`,
      ),
    ).toEqual([{ inferred_from: 'pomace' }])
  }))

test('a second run changes nothing at all', () =>
  inTransaction(async (db) => {
    await run(db, [...GOOD, ...BAD])
    const before = await state(db)
    const again = await run(db, [...GOOD, ...BAD])
    expect(again.counts).toEqual({ created: 0, revised: 0, unchanged: 3, refused: 2 })
    expect(await state(db)).toEqual(before)
  }))

test('a corrected row revises its listing, the others stay', () =>
  inTransaction(async (db) => {
    await run(db, GOOD)
    const corrected = GOOD[0]!.replace('7650', '7700')
    expect((await run(db, [corrected, GOOD[1]!, GOOD[2]!])).counts).toMatchObject({
      revised: 1,
      unchanged: 2,
    })
    expect(await rows(db, sql`select revision, mass_tonnes from listing where ref = 'I1'`)).toEqual([
      { revision: 2, mass_tonnes: 7700 },
    ])
  }))

test('a ref of another organisation is refused in its row only', () =>
  inTransaction(async (db) => {
    await run(db, GOOD)
    const report = await run(db, [GOOD[0]!.replace('Wineries', 'Thieves'), GOOD[1]!])
    expect(report.counts).toEqual({ created: 0, revised: 0, unchanged: 1, refused: 1 })
    expect(report.refused).toMatchObject([{ line: 2, column: 'ref', value: 'I1', code: 'ref_taken' }])
  }))

test('a dry run tells what would happen and keeps nothing', () =>
  inTransaction(async (db) => {
    const before = await state(db)
    const report = await importListings(
      db,
      actor,
      { ...file(...GOOD, ...BAD), dryRun: true },
      fixedClock,
      await tools(db),
    )
    expect(report.counts).toEqual({ created: 3, revised: 0, unchanged: 0, refused: 2 })
    expect(await state(db)).toEqual(before)
  }))

test('progress is told batch by batch', () =>
  inTransaction(async (db) => {
    const told: string[] = []
    const progress = (done: number, total: number) => void told.push(`${done}/${total}`)
    await importListings(db, actor, { bytes: manyRows(1100) }, fixedClock, await tools(db, { progress }))
    expect(told).toEqual(['500/1100', '1000/1100', '1100/1100'])
  }))

test('an exception halfway leaves nothing of the file', () =>
  inTransaction(async (db) => {
    const before = await state(db)
    let batches = 0
    const progress = () => {
      if (++batches === 2) throw new Error('the lights went out')
    }
    const failing = importListings(
      db,
      actor,
      { bytes: manyRows(1100) },
      fixedClock,
      await tools(db, { progress }),
    )
    await expect(failing).rejects.toThrow('the lights went out')
    expect(await state(db)).toEqual(before)
  }))

test('a file that cannot be read writes nothing', () =>
  inTransaction(async (db) => {
    const before = await state(db)
    const bytes = Buffer.from([HEADER, ...GOOD].join('\n').replaceAll(',', ';'))
    await expect(importListings(db, actor, { bytes }, fixedClock, await tools(db))).rejects.toThrow(Refusal)
    expect(await state(db)).toEqual(before)
  }))
