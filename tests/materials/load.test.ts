import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { afterEach, describe, expect, test } from 'vitest'
import { rows, type Db } from '../../db/open.ts'
import { catalogueState, material, rule, suitability } from '../../db/schema/index.ts'
import { loadCatalogue } from '../../server/materials/load.ts'
import { CatalogueInvalid } from '../../server/materials/problem.ts'
import { filesBelow, REFERENCE_FOLDER } from '../../server/materials/reference/read.ts'
import { fixedClock, inTransaction, ownDatabase } from '../setup/database.ts'

const later = () => new Date('2027-01-01T00:00:00Z')
const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

/** A copy of the shipped files with some of their lines changed; a line that becomes null is left out. */
function changedFiles(file: string, change: (line: string) => string | null): string {
  const folder = mkdtempSync(join(tmpdir(), 'simbiozi-catalogue-'))
  folders.push(folder)
  cpSync(REFERENCE_FOLDER, folder, { recursive: true })
  const lines = readFileSync(join(folder, file), 'utf8').split('\n')
  const changed = lines.map(change).filter((line) => line !== null)
  if (changed.join('\n') === lines.join('\n')) throw new Error(`Nothing changed in ${file}`)
  writeFileSync(join(folder, file), changed.join('\n'))
  return folder
}

const upgrade = (db: Db, folder: string) => loadCatalogue(db, later, () => {}, folder)
const materialRow = async (db: Db, id: string) =>
  (await db.select().from(material).where(eq(material.id, id)))[0]
const journalLines = async (db: Db) =>
  (await rows<{ lines: number }>(db, sql`select count(*)::int as lines from journal`))[0]?.lines
const serves = (db: Db, material: string, target: string) =>
  rows<{ score: number }>(
    db,
    sql`select score from compatibility where material = ${material} and target = ${target}`,
  )

const renameVineShoots = () =>
  changedFiles('materials/crops.csv', (line) =>
    line.startsWith('vine-pruning,') ? line.replace('Vine prunings', 'Vine shoots') : line,
  )

describe('loading the shipped catalogue', () => {
  test('a second time changes nothing', () =>
    inTransaction(async (db) => {
      const before = [await db.select().from(catalogueState), await journalLines(db)]
      expect(await loadCatalogue(db, later)).toMatchObject({ changed: false })
      expect([await db.select().from(catalogueState), await journalLines(db)]).toEqual(before)
    }))

  test('fills every table, with outlines that hold their seats', () =>
    inTransaction(async (db) => {
      const strayed = await rows<{ id: string }>(
        db,
        sql`select m.id from municipality m join region r on r.id = m.region_id
            where m.type = 'municipality' and not st_dwithin(r.boundary::geography, m.seat::geography, 5000)`,
      )
      expect(strayed).toEqual([])
      const [counts] = await rows<Record<string, number>>(
        db,
        sql`select (select count(*)::int from waste_code) as codes, (select count(*)::int from sector) as sectors,
                   (select count(*)::int from operation) as operations,
                   (select count(*)::int from hazard_property) as properties,
                   (select count(*)::int from region where geometrytype(boundary) = 'MULTIPOLYGON') as regions`,
      )
      expect(counts).toEqual({
        codes: 842 + 131,
        sectors: 1047 + 129,
        operations: 28,
        properties: 16,
        regions: 12,
      })
    }))

  test('leaves a line in the journal with the version before and after', () =>
    inTransaction(async (db) => {
      const [state] = await db.select().from(catalogueState)
      const { version } = await upgrade(db, renameVineShoots())
      const [line] = await rows<{ before: unknown; after: unknown }>(
        db,
        sql`select "before", "after" from journal where action = 'catalogue_loaded' order by id desc limit 1`,
      )
      expect(line).toMatchObject({ before: { version: state?.version }, after: { version, retired: {} } })
    }))

  test('with problems writes nothing and names them', () =>
    inTransaction(async (db) => {
      const folder = changedFiles('materials/crops.csv', (line) =>
        line.startsWith('vine-pruning,') ? line.replace('Vine prunings', '') : line,
      )
      const before = await db.select().from(catalogueState)
      const refused = await upgrade(db, folder).catch((error: unknown) => error)
      expect(refused).toBeInstanceOf(CatalogueInvalid)
      expect((refused as CatalogueInvalid).problems).toEqual([
        expect.objectContaining({ file: 'materials/crops.csv', column: 'name_en', code: 'missing_language' }),
      ])
      expect(await db.select().from(catalogueState)).toEqual(before)
    }))
})

describe('an upgrade', () => {
  test('follows the files', () =>
    inTransaction(async (db) => {
      expect(await upgrade(db, renameVineShoots())).toMatchObject({ changed: true, retired: {} })
      expect(await materialRow(db, 'vine-pruning')).toMatchObject({
        nameEn: 'Vine shoots',
        origin: 'shipped',
      })
    }))

  test('never touches local rows, even of a shipped id, and keeps them in the closure', () =>
    inTransaction(async (db) => {
      const own = { nameEn: 'Our vine wood', origin: 'local' as const }
      await db.update(material).set(own).where(eq(material.id, 'vine-pruning'))
      const grape = await materialRow(db, 'grape-pomace')
      await db
        .insert(material)
        .values({ ...grape!, id: 'local-skin', parent: 'grape-pomace', origin: 'local' })
      await db.insert(suitability).values({
        material: 'local-skin',
        use: 'pigment-raw-material',
        weight: 0.77,
        source: 'us',
        origin: 'local',
      })
      await upgrade(db, renameVineShoots())
      expect(await materialRow(db, 'vine-pruning')).toMatchObject(own)
      expect(await materialRow(db, 'local-skin')).toMatchObject({ retiredAt: null, origin: 'local' })
      expect(await serves(db, 'local-skin', 'pigment-raw-material')).toEqual([{ score: 0.77 }])
      expect(await serves(db, 'local-skin', 'distillation-feedstock')).toHaveLength(1)
    }))

  test('retires what vanished from the files, and revives what comes back', () =>
    inTransaction(async (db) => {
      const without = changedFiles('suitabilities/crops.csv', (line) =>
        line.startsWith('hazelnut-shell,') ? null : line,
      )
      const { retired } = await upgrade(db, without)
      expect(Object.keys(retired)).toEqual(['suitability'])
      expect(retired['suitability']?.every((key) => key.startsWith('hazelnut-shell '))).toBe(true)
      const kept = () => db.select().from(suitability).where(eq(suitability.material, 'hazelnut-shell'))
      expect((await kept()).map(({ retiredAt }) => retiredAt && Date.parse(retiredAt))).toEqual(
        retired['suitability']?.map(() => later().getTime()),
      )
      await loadCatalogue(db, later)
      expect((await kept()).every(({ retiredAt }) => retiredAt === null)).toBe(true)
    }))

  test('keeps a retired material for the listings that name it', () =>
    inTransaction(async (db) => {
      const without = changedFiles('materials/crops.csv', (line) =>
        line.replace(/^fallen-leaf,/, 'leaf-litter,'),
      )
      for (const file of filesBelow(without).filter((name) => name.endsWith('.csv'))) {
        const content = readFileSync(join(without, file), 'utf8')
        writeFileSync(join(without, file), content.replaceAll('fallen-leaf', 'leaf-litter'))
      }
      await upgrade(db, without)
      expect((await materialRow(db, 'fallen-leaf'))?.retiredAt).not.toBeNull()
      expect(await serves(db, 'fallen-leaf', 'green-waste')).toHaveLength(1)
    }))

  test('counts the changes of a rule', () =>
    inTransaction(async (db) => {
      const folder = changedFiles('rules.csv', (line) =>
        line.startsWith('ge-kitchen-waste-feed,') ? line.replace('Held back by default', 'Held back') : line,
      )
      await upgrade(db, folder)
      const versions = await db.select({ id: rule.id, version: rule.version }).from(rule)
      for (const { id, version } of versions) expect(version, id).toBe(id === 'ge-kitchen-waste-feed' ? 2 : 1)
    }))
})

test('two processes that load at once leave one load behind', async () => {
  const { db, close } = await ownDatabase()
  try {
    await db.delete(catalogueState)
    const before = (await journalLines(db)) ?? 0
    const loads = await Promise.all([loadCatalogue(db, fixedClock), loadCatalogue(db, fixedClock)])
    expect(loads.map(({ changed }) => changed).sort()).toEqual([false, true])
    expect(await journalLines(db)).toBe(before + 1)
  } finally {
    await close()
  }
})
