import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { inOneLine, type Problem, type ProblemCode } from '../../server/materials/problem.ts'
import { parseTable } from '../../server/materials/reference/parse.ts'
import { readReference, type RawReference } from '../../server/materials/reference/read.ts'
import type { TableName } from '../../server/materials/reference/tables.ts'
import { validate } from '../../server/materials/validate.ts'

const shipped = readReference()

test('the shipped catalogue has no problem', () => {
  expect(validate(shipped).map(inOneLine)).toEqual([])
})

/** Problems of the shipped catalogue after one change to it. */
function problemsAfter(change: (raw: RawReference) => void): Problem[] {
  const raw = structuredClone(shipped)
  change(raw)
  return validate(raw)
}

const rowOf = (raw: RawReference, table: TableName, id: string) => {
  const row = raw.rows[table].find(({ cells }) => Object.values(cells)[0] === id)
  if (!row) throw new Error(`${table} has no ${id}`)
  return row
}

/** A cell of the row that starts with `id`, what to put there, and what must be found at that very place. */
const SPOILED: [TableName, string, string, string, ProblemCode, string?][] = [
  ['materials', 'grape-pomace', 'parent', 'no-such-material', 'unknown_reference'],
  ['materials', 'grape-pomace', 'waste_codes', '020701|999999', 'unknown_reference', '999999'],
  ['materials', 'grape-pomace', 'name_en', '', 'missing_language'],
  ['materials', 'grape-pomace', 'name_ka', '', 'missing_language'],
  ['materials', 'grape-pomace', 'name_ka', 'grape pomace', 'not_georgian'],
  ['materials', 'grape-pomace', 'name_ka', 'ᲭᲐᲭᲐ', 'capital_georgian'],
  ['materials', 'grape-pomace', 'synonyms_ka', 'marc', 'not_georgian'],
  ['materials', 'grape-pomace', 'synonyms_en', 'marc|Marc', 'repeated_in_list'],
  ['materials', 'grape-pomace', 'source', '', 'missing_source'],
  ['materials', 'grape-pomace', 'source', '  ', 'missing_source'],
  ['materials', 'grape-pomace', 'state', 'solidish', 'bad_enum'],
  ['materials', 'grape-pomace', 'stream', 'organic', 'bad_enum'],
  ['materials', 'grape-pomace', 'source_status', 'maybe', 'bad_enum'],
  ['materials', 'grape-pomace', 'bulk_density_kg_m3', '-3', 'out_of_range'],
  ['materials', 'grape-pomace', 'bulk_density_kg_m3', '50000', 'out_of_range'],
  ['materials', 'grape-pomace', 'bulk_density_kg_m3', 'heavy', 'bad_number'],
  ['materials', 'grape-pomace', 'id', 'Grape Pomace', 'bad_id'],
  ['uses', 'ruminant-feed', 'parent', 'no-such-use', 'unknown_reference'],
  ['uses', 'ruminant-feed', 'operations', 'R99', 'unknown_reference', 'R99'],
  ['processes', 'composting', 'feedstock_use', 'no-such-use', 'unknown_reference'],
  ['processes', 'composting', 'r_code', 'R77', 'unknown_reference'],
  ['suitabilities', 'grape-pomace', 'material', 'no-such-material', 'unknown_reference'],
  ['suitabilities', 'grape-pomace', 'use', 'no-such-use', 'unknown_reference'],
  ['suitabilities', 'grape-pomace', 'weight', '1.2', 'out_of_range'],
  ['suitabilities', 'grape-pomace', 'weight', '0', 'out_of_range'],
  ['suitabilities', 'grape-pomace', 'weight', 'NaN', 'bad_number'],
  ['municipalities', 'telavi', 'lat', '141', 'out_of_range'],
  ['municipalities', 'telavi', 'lon', '-200', 'out_of_range'],
  ['municipalities', 'telavi', 'population', '12.5', 'bad_number'],
  ['municipalities', 'telavi', 'region', 'no-such-region', 'unknown_reference'],
  ['wasteCodes', '170601', 'hazardous', 'yes', 'bad_boolean'],
  ['wasteCodes', '170601', 'hazardous', 'false', 'contradicts_entry_type', '170601'],
  ['sectors', '11', 'code', '98.5', 'bad_id'],
  ['sectors', '11', 'code', '44', 'unknown_reference'],
  ['formerSectors', '45.32', 'replaced_by', '45.33', 'unknown_reference'],
  ['formerSectors', '45.32', 'code', '11.02', 'duplicate_id'],
  ['branches', '23.51', 'nace', '23.52', 'unknown_reference'],
  ['branches', 'ferroalloy-works', 'nace', '24.99', 'unknown_reference'],
  ['sectorProfiles', '23.51', 'sector', '99.99', 'unknown_reference'],
  ['sectorProfiles', '23.51', 'target', 'no-such-material', 'unknown_reference'],
  ['sectorProfiles', '23.51', 'waste_codes', '101313|999999', 'unknown_reference', '999999'],
  ['sectorProfiles', '23.51', 'weight', '1.5', 'out_of_range'],
  ['sectorProfiles', '23.51', 'months', '9|13', 'out_of_range'],
  ['sectorProfiles', '23.51', 'kind', 'use', 'bad_enum'],
  ['sectorProfiles', '23.51', 'source', '', 'missing_source'],
  ['rules', 'ge-kitchen-waste-feed', 'uses', 'no-such-use', 'unknown_reference'],
  ['rules', 'ge-kitchen-waste-feed', 'citation_ka', '', 'missing_language'],
  ['rules', 'ge-kitchen-waste-feed', 'valid_from', '2026-13-01', 'bad_date'],
]

describe('a spoiled cell is found on its line', () => {
  for (const [table, id, column, cell, code, value = cell] of SPOILED)
    test(`${table} ${column} "${cell}": ${code}`, () => {
      const { file, line } = rowOf(shipped, table, id)
      const problems = problemsAfter((raw) => {
        rowOf(raw, table, id).cells[column] = cell
      })
      expect(problems).toContainEqual({ file, line, column, code, value })
    })
})

describe('a contradiction between rows is found', () => {
  const firstPathway = shipped.rows.pathways[0]?.cells['id'] ?? ''

  test('a cycle in the tree of materials, on each row of it', () => {
    const { materials } = shipped.rows
    const childOf = (id?: string) => materials.find(({ cells }) => cells['parent'] === id)?.cells['id']
    const isRoot = ({ cells }: (typeof materials)[number]) => cells['parent'] === '' && childOf(cells['id'])
    const root = materials.find(isRoot)?.cells['id'] ?? ''
    const child = childOf(root) ?? ''
    const problems = problemsAfter((raw) => {
      rowOf(raw, 'materials', root).cells['parent'] = child
    })
    for (const id of [root, child])
      expect(problems).toContainEqual(
        expect.objectContaining({ code: 'cycle', line: rowOf(shipped, 'materials', id).line }),
      )
    expect(problems.filter(({ code }) => code === 'cycle')).toHaveLength(2)
  })

  test('a cycle in the tree of uses', () => {
    const problems = problemsAfter((raw) => {
      rowOf(raw, 'uses', 'ruminant-feed').cells['parent'] = 'ruminant-feed'
    })
    expect(problems.map(({ code }) => code)).toContain('cycle')
  })

  test('an id that occurs twice, where it occurs again', () => {
    const again = { file: 'materials/again.csv', line: 7 }
    const problems = problemsAfter((raw) => {
      raw.rows.materials.push({ ...again, cells: { ...rowOf(raw, 'materials', 'grape-pomace').cells } })
    })
    expect(problems).toContainEqual({ ...again, column: 'id', code: 'duplicate_id', value: 'grape-pomace' })
  })

  test('a suitability that is stated twice', () => {
    const problems = problemsAfter((raw) => {
      const row = rowOf(raw, 'suitabilities', 'grape-pomace')
      raw.rows.suitabilities.push({ ...row, line: row.line + 1000 })
    })
    expect(problems).toEqual([expect.objectContaining({ code: 'duplicate_id', column: 'material' })])
  })

  test('a synonym of two materials, whatever the case, but not of two languages', () => {
    const { file, line } = rowOf(shipped, 'materials', 'used-cooking-oil')
    const problems = problemsAfter((raw) => {
      rowOf(raw, 'materials', 'grape-pomace').cells['synonyms_en'] = 'Zqx Residue'
      rowOf(raw, 'materials', 'used-cooking-oil').cells['synonyms_en'] = 'zqx residue'
      rowOf(raw, 'materials', 'sawdust').cells['synonyms_ka'] = 'zqx residue|ნახერხის ზქხ'
    })
    const found = problems.filter(({ code }) => code === 'duplicate_synonym')
    expect(found).toHaveLength(1)
    expect([file, line]).toContain(found[0]?.file)
    expect(found[0]?.value).toMatch(/^zqx residue \((grape-pomace|used-cooking-oil)\)$/)
  })

  test('a condition in one language only', () => {
    const problems = problemsAfter((raw) => {
      const { cells } = rowOf(raw, 'pathways', firstPathway)
      cells['conditions_en'] = 'dry'
      cells['conditions_ka'] = ''
    })
    expect(problems).toEqual([expect.objectContaining({ code: 'missing_language', column: 'conditions_ka' })])
  })

  test('a pathway that leads nowhere, or whose cost has no known currency', () => {
    const after = (cells: Record<string, string>) =>
      problemsAfter((raw) => Object.assign(rowOf(raw, 'pathways', firstPathway).cells, cells)).map(
        ({ code }) => code,
      )
    expect(after({ product: '', use: '' })).toEqual(['product_and_use_missing'])
    expect(after({ cost_per_tonne: '5', cost_currency: '' })).toEqual(['cost_incomplete'])
    expect(after({ cost_per_tonne: '5', cost_currency: 'XAU' })).toEqual(['unknown_reference'])
  })

  test('a material without a worth of its own or of a group above it', () => {
    const problems = problemsAfter((raw) => {
      raw.rows.factors = raw.rows.factors.filter(({ cells }) => cells['kind'] !== 'worth')
    })
    expect(problems).toHaveLength(shipped.rows.materials.length)
    expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['missing_worth']))
  })

  test('a worth in another unit', () => {
    const worth = shipped.rows.factors.find(({ cells }) => cells['kind'] === 'worth')?.cells['id'] ?? ''
    const problems = problemsAfter((raw) => {
      rowOf(raw, 'factors', worth).cells['unit'] = 'EUR/t'
    })
    expect(problems).toEqual([expect.objectContaining({ code: 'bad_unit', column: 'unit' })])
  })

  test('two factors for the same thing', () => {
    const problems = problemsAfter((raw) => {
      const row = rowOf(raw, 'factors', 'worth--pet-bottle')
      raw.rows.factors.push({ ...row, line: 9999, cells: { ...row.cells, id: 'worth--again' } })
    })
    expect(problems).toEqual([expect.objectContaining({ line: 9999, code: 'duplicate_factor' })])
  })

  test('an amount of a sector profile without a source, in an unknown unit, or out of order', () => {
    const amount = { amount_low: '1', amount_central: '2', amount_high: '3', amount_unit: 't/employee' }
    const spoiled: [Record<string, string>, string, ProblemCode][] = [
      [amount, 'amount_source', 'amount_incomplete'],
      [{ ...amount, amount_source: 'x', amount_unit: 't' }, 'amount_unit', 'bad_unit'],
      [{ ...amount, amount_source: 'x', amount_low: '2.5' }, 'amount_central', 'amounts_out_of_order'],
    ]
    for (const [cells, column, code] of spoiled) {
      const problems = problemsAfter((raw) => {
        Object.assign(rowOf(raw, 'sectorProfiles', '23.51').cells, cells)
      })
      expect(problems).toEqual([expect.objectContaining({ column, code })])
    }
  })

  test('a region without an outline', () => {
    const problems = problemsAfter((raw) => raw.boundaries.delete('kakheti'))
    expect(problems).toEqual([expect.objectContaining({ code: 'missing_boundary', value: 'kakheti' })])
  })
})

describe('the shape of a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'simbiozi-reference-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const header = ['id', 'name']
  const parse = (content: string) => parseTable('some.csv', content, header)

  test('lines are counted through quoted line breaks', () => {
    const { rows, problems } = parse('id,name\na,"one\ntwo"\nb,"three, ""four"""\n')
    expect(problems).toEqual([])
    expect(rows.map(({ line }) => line)).toEqual([2, 4])
    expect(rows[1]?.cells).toEqual({ id: 'b', name: 'three, "four"' })
  })

  test('a renamed, missing or swapped column, another delimiter and Windows line ends are wrong headers', () => {
    for (const first of ['id,title', 'id', 'name,id', 'id;name', 'id,name\r', 'id,name,'])
      expect(parse(`${first}\na,b\n`)).toMatchObject({
        rows: [],
        problems: [{ line: 1, code: 'wrong_header' }],
      })
  })

  test('a row with too many or too few cells, a blank line and a torn quote are named', () => {
    expect(parse('id,name\na,b,c\nd\ne,f\n')).toMatchObject({
      rows: [{ line: 4 }],
      problems: [
        { line: 2, code: 'wrong_cell_count', value: '3' },
        { line: 3, code: 'wrong_cell_count', value: '1' },
      ],
    })
    expect(parse('id,name\n\na,b\n').problems).toMatchObject([{ line: 2, code: 'wrong_cell_count' }])
    expect(parse('id,name\na,"b\n').problems).toMatchObject([{ line: 2, code: 'bad_quoting' }])
  })

  test('missing and unknown files are named', () => {
    writeFileSync(join(folder, 'notes.csv'), 'a,b\n')
    writeFileSync(join(folder, 'uses.csv'), 'id,parent\n')
    const { problems } = readReference(folder)
    expect(problems).toContainEqual(expect.objectContaining({ file: 'notes.csv', code: 'unknown_file' }))
    expect(problems).toContainEqual(expect.objectContaining({ file: 'uses.csv', code: 'wrong_header' }))
    expect(problems).toContainEqual(
      expect.objectContaining({ file: 'materials/*.csv', code: 'missing_file' }),
    )
    expect(problems).toContainEqual(
      expect.objectContaining({ file: 'areas/regions.geojson', code: 'missing_file' }),
    )
  })
})
