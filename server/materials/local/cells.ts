import { LOCAL_TABLES, type LocalTable } from '../../contract/local-catalogue.ts'
import type { Problem } from '../problem.ts'
import type { RawRow } from '../reference/parse.ts'
import type { RawReference } from '../reference/read.ts'
import { typedReference } from '../reference/rows.ts'
import { columnsOf, TABLE_NAMES, TABLES } from '../reference/tables.ts'
import { shippedRows, type ShippedRows } from '../shipped.ts'
import { validate } from '../validate.ts'

/** Cells by column, as a file of the catalogue has them. */
export type Cells = Record<string, string>
export type LocalRows = Record<LocalTable, readonly Cells[]>

/** Stands for the name of a file in problems of local rows. */
const LOCAL = 'local'
const STORED = {
  materials: 'material',
  uses: 'use',
  processes: 'process',
  suitabilities: 'suitability',
  pathways: 'pathway',
  factors: 'factor',
  rules: 'rule',
} as const satisfies Record<LocalTable, keyof ShippedRows['catalogue']>

/** A row of a table as cells: the same columns and the same writing as in the files. */
export const cellsOf = (name: LocalTable, row: Record<string, unknown>): Cells =>
  Object.fromEntries(columnsOf(name).map(([column]) => [column, cellOf(row[column])]))

const cellOf = (value: unknown): string =>
  value === null || value === undefined ? '' : Array.isArray(value) ? value.join('|') : String(value)

/** The key of a row, as addresses name it. */
export const keyOfCells = (name: LocalTable, cells: Cells): string =>
  TABLES[name].key.map((column) => cells[column] ?? '').join('~')

/**
 * What is wrong with local rows on top of the shipped catalogue, by the same check that the shipped one passes. A local
 * factor takes the place of a shipped one for the same thing.
 */
export function problemsOfLocal(shipped: RawReference, local: LocalRows): Problem[] {
  const rows = { ...shipped.rows }
  for (const name of LOCAL_TABLES) {
    const own = local[name].map((cells, index): RawRow => ({ file: LOCAL, line: index + 1, cells }))
    const replaced = new Set(name === 'factors' ? own.map(({ cells }) => purposeOf(cells)) : [])
    const kept =
      replaced.size === 0 ? rows[name] : rows[name].filter(({ cells }) => !replaced.has(purposeOf(cells)))
    rows[name] = [...kept, ...own]
  }
  return validate({ ...shipped, rows }).filter(({ file }) => file === LOCAL)
}

const purposeOf = ({ kind, material, route }: Cells) => [kind, material, route].join(' ')

/** A row of cells that passed the check, as its table takes it. */
export function storedRow(name: LocalTable, cells: Cells): Record<string, unknown> {
  const empty = Object.fromEntries(TABLE_NAMES.map((table) => [table, []])) as unknown as RawReference['rows']
  const rows = { ...empty, [name]: [{ file: LOCAL, line: 1, cells }] }
  const { catalogue } = shippedRows(typedReference({ rows, boundaries: new Map(), problems: [] }))
  return catalogue[STORED[name]][0] as Record<string, unknown>
}
