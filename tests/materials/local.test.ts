import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { rows, type Db } from '../../db/open.ts'
import { putLocalRow, retireRow } from '../../server/materials/local/change.ts'
import { checkRule, uncheckRule } from '../../server/materials/local/check-rule.ts'
import { readCatalogueRows } from '../../server/materials/local/read.ts'
import { factorOf } from '../../server/materials/lookups.ts'
import { readCatalogue } from '../../server/materials/read-catalogue.ts'
import { fixedClock, inTransaction } from '../setup/database.ts'
import { qvevriLees } from './qvevri-lees.ts'

const actor = { id: 'account:1' }

const put = (db: Db, table: 'materials' | 'factors' | 'pathways' | 'rules', cells: Record<string, string>) =>
  putLocalRow(db, actor, { table, cells }, fixedClock)
const refusal = (code: string, fields: readonly object[]) =>
  expect.objectContaining({ code, fields: fields.map((field) => expect.objectContaining(field)) })

test('a local material becomes a part of the catalogue, serves what its group serves, and is written down', () =>
  inTransaction(async (db) => {
    const before = await readCatalogue(db)
    expect(await put(db, 'materials', qvevriLees)).toBe('qvevri-lees')
    const catalogue = await readCatalogue(db)
    expect(catalogue.version).toBe(`${before.version}+1`)
    expect(catalogue.materials.get('qvevri-lees')).toMatchObject({
      names: { ka: 'ქვევრის ღვინის ლექი' },
      synonyms: { en: ['qvevri sediment'] },
    })
    const targets = catalogue.compatibility.filter(({ material }) => material === 'qvevri-lees')
    expect(targets.map(({ target }) => target)).toContain('distillation-feedstock')
    const { rows: found } = await readCatalogueRows(db, 'materials', { origin: 'local', limit: 10 })
    expect(found).toEqual([expect.objectContaining({ key: 'qvevri-lees', origin: 'local', retired: false })])
    expect(found[0]!.cells).toMatchObject(qvevriLees)
    expect(
      await rows(db, sql`select action, subject_id, after from journal where actor = 'account:1'`),
    ).toEqual([{ action: 'catalogue_row_saved', subject_id: 'qvevri-lees', after: { table: 'materials' } }])
  }))

test('a local row passes the check that the shipped catalogue passes, cell by cell', () =>
  inTransaction(async (db) => {
    await expect(
      put(db, 'materials', {
        ...qvevriLees,
        parent: 'no-such-group',
        name_ka: 'Lees',
        state: 'lumpy',
        source: '',
      }),
    ).rejects.toEqual(
      refusal('catalogue_row_invalid', [
        { field: '/cells/parent', code: 'unknown_reference', params: { value: 'no-such-group' } },
        { field: '/cells/name_ka', code: 'not_georgian' },
        { field: '/cells/state', code: 'bad_enum' },
        { field: '/cells/source', code: 'missing_source' },
        { field: '/cells/id', code: 'missing_worth' },
      ]),
    )
    await expect(put(db, 'materials', { ...qvevriLees, synonyms_en: 'grape pomace' })).rejects.toEqual(
      refusal('catalogue_row_invalid', [{ field: '/cells/synonyms_en', code: 'duplicate_synonym' }]),
    )
    await expect(put(db, 'materials', { ...qvevriLees, colour: 'red' })).rejects.toEqual(
      refusal('catalogue_row_invalid', [{ field: '/cells/colour', code: 'unknown_field' }]),
    )
    await expect(
      put(db, 'materials', { ...qvevriLees, id: 'grape-pomace', parent: '' }),
    ).rejects.toMatchObject({
      code: 'catalogue_row_invalid',
    })
    expect((await readCatalogue(db)).materials.has('qvevri-lees')).toBe(false)
  }))

test('a local row is corrected, and retired once nothing local rests on it', () =>
  inTransaction(async (db) => {
    await put(db, 'materials', qvevriLees)
    await put(db, 'materials', {
      ...qvevriLees,
      id: 'dried-qvevri-lees',
      parent: 'qvevri-lees',
      name_en: 'Dried lees of qvevri wine',
      name_ka: 'გამხმარი ქვევრის ლექი',
      synonyms_en: '',
    })
    await put(db, 'materials', { ...qvevriLees, name_en: 'Qvevri lees' })
    expect((await readCatalogue(db)).materials.get('qvevri-lees')?.names.en).toBe('Qvevri lees')
    const retire = (key: string) => retireRow(db, actor, { table: 'materials', key }, fixedClock)
    await expect(db.transaction(() => retire('qvevri-lees'))).rejects.toMatchObject({
      code: 'catalogue_row_in_use',
    })
    await retire('dried-qvevri-lees')
    await retire('qvevri-lees')
    expect((await readCatalogue(db)).materials.get('qvevri-lees')?.retired).toBe(true)
    await expect(retire('qvevri-lees')).rejects.toMatchObject({ code: 'not_found' })
    await expect(retire('grape-pomace')).rejects.toMatchObject({ code: 'not_found' })
  }))

test('a local factor takes the place of the shipped one for the same thing', () =>
  inTransaction(async (db) => {
    const before = factorOf(await readCatalogue(db), 'disposal', 'cardboard', 'landfill')!
    await put(db, 'factors', {
      id: 'local-landfill-cardboard',
      kind: 'disposal',
      material: 'cardboard',
      route: 'landfill',
      value: '900',
      unit: 'kg CO2e/t',
      year: '2026',
      estimate: 'false',
      source: 'Measured at the regional landfill',
    })
    const after = factorOf(await readCatalogue(db), 'disposal', 'cardboard', 'landfill')!
    expect([after.id, after.value]).toEqual(['local-landfill-cardboard', 900])
    await retireRow(db, actor, { table: 'factors', key: 'local-landfill-cardboard' }, fixedClock)
    expect(factorOf(await readCatalogue(db), 'disposal', 'cardboard', 'landfill')).toEqual(before)
  }))

test('what an administrator finds of a rule stands in the place of what was shipped, until it is taken back', () =>
  inTransaction(async (db) => {
    const rule = (await readCatalogue(db)).rules.find(({ status }) => status === 'unverified')!
    const by = { actor, accountId: 1 }
    const check = { status: 'verified' as const, validUntil: '2026-09-30' }
    await checkRule(db, by, { rule: rule.id, check }, fixedClock)
    const held = (await readCatalogue(db)).rules.find(({ id }) => id === rule.id)!
    expect(held).toMatchObject({ status: 'verified', validUntil: '2026-09-30', validFrom: rule.validFrom })
    const { rows: found } = await readCatalogueRows(db, 'rules', { q: rule.id, limit: 10 })
    expect(found[0]).toMatchObject({ key: rule.id, check: { status: 'verified', checkedBy: 1 } })
    await uncheckRule(db, actor, rule.id, fixedClock)
    expect((await readCatalogue(db)).rules.find(({ id }) => id === rule.id)).toEqual(rule)
    const reversed = { ...check, validFrom: '2026-10-01' }
    await expect(checkRule(db, by, { rule: rule.id, check: reversed }, fixedClock)).rejects.toMatchObject({
      code: 'window_ends_before_start',
    })
    await expect(checkRule(db, by, { rule: 'no-such-rule', check }, fixedClock)).rejects.toMatchObject({
      code: 'not_found',
    })
  }))
