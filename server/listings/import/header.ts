import { distance } from 'fastest-levenshtein'
import { Refusal, type FieldError } from '../../refusals.ts'
import { COLUMNS, REQUIRED_COLUMNS, spelled } from './columns.ts'
import type { Sheet, SheetRow, Table, TableRow } from './table.ts'

/** Rows with at least so many known column names are taken for the header. */
const LEAST_NAMES = 3
/** How far down a header that is not first is looked for. */
const SEARCHED_ROWS = 10

/**
 * Puts the rows under their column names.
 * @param needed columns without which a row says too little
 * @throws Refusal `file_header_wrong` with everything that is wrong with the header, `file_empty` when nothing is under it
 */
export function underHeader({ rows, ignored }: Sheet, needed: readonly string[] = REQUIRED_COLUMNS): Table {
  const [header, ...below] = rows
  if (!header || below.length === 0) throw new Refusal('file_empty')
  refuseLaterHeader(header, below)
  const expected = lengthOf(header.cells)
  const width = below.reduce((most, { cells }) => Math.max(most, lengthOf(cells)), expected)
  const names = Array.from({ length: width }, (_, index) => spelled(header.cells[index] ?? ''))
  const faults = [...missingColumns(names, needed), ...wrongHeadings(names, needed, header, below)]
  if (faults.length > 0) throw new Refusal('file_header_wrong', { line: header.line }, faults)
  return {
    ignored,
    rows: below.map(({ line, cells }) => ({
      line,
      cells: Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ''])),
      fault: widthFault(cells, expected),
    })),
  }
}

/** A comma too many or too few moves every cell behind it into the wrong column. */
function widthFault(cells: readonly string[], expected: number): TableRow['fault'] {
  const found = lengthOf(cells)
  if (found > expected) return { code: 'cells_too_many', params: { expected, found } }
  return cells.length < expected ? { code: 'cells_too_few', params: { expected, found: cells.length } } : null
}

const lengthOf = (cells: readonly string[]) => cells.findLastIndex((cell) => cell.trim() !== '') + 1

const knownNames = (cells: readonly string[]) =>
  cells.filter((cell) => COLUMNS.includes(spelled(cell))).length

/** Headings merged over several columns, or a title above the table, push the column names down. */
function refuseLaterHeader(header: SheetRow, below: readonly SheetRow[]): void {
  const names = knownNames(header.cells)
  const later = below
    .slice(0, SEARCHED_ROWS)
    .find(({ cells }) => knownNames(cells) >= LEAST_NAMES && knownNames(cells) > names)
  if (later)
    throw new Refusal('file_header_wrong', { line: header.line }, [
      { field: '', code: 'header_not_first', params: { found: later.line, expected: header.line } },
    ])
}

function missingColumns(names: readonly string[], needed: readonly string[]): FieldError[] {
  const missing = needed.filter((column) => !names.includes(column))
  const hasPlace = names.includes('municipality') || (names.includes('lat') && names.includes('lon'))
  return (hasPlace ? missing : [...missing, 'municipality']).map((field) => ({
    field,
    code: 'column_missing',
  }))
}

function wrongHeadings(
  names: readonly string[],
  needed: readonly string[],
  { cells }: SheetRow,
  below: readonly SheetRow[],
): FieldError[] {
  const missing = missingColumns(names, needed).map(({ field }) => field)
  const open = missing.length > 0 ? missing : COLUMNS.filter((column) => !names.includes(column))
  return names.flatMap((name, index): FieldError[] => {
    if (name === '') return isFilled(index, below) ? [{ field: letterOf(index), code: 'column_unnamed' }] : []
    const field = cells[index]!
    if (!COLUMNS.includes(name))
      return [{ field, code: 'column_unknown', params: { nearest: nearestTo(name, open) } }]
    return names.indexOf(name) < index ? [{ field, code: 'column_repeated' }] : []
  })
}

/** What people call columns whose names look nothing like it. */
const CALLED: Readonly<Record<string, string>> = {
  amount: 'quantity',
  name: 'title',
  place: 'municipality',
  city: 'municipality',
  town: 'municipality',
  location: 'municipality',
  id: 'ref',
  number: 'ref',
  type: 'kind',
}

/** By how much of the longer name would have to change, so that "qty" is rather `quantity` than `title`. */
const nearestTo = (name: string, columns: readonly string[]): string => {
  const meant = CALLED[name]
  if (meant && columns.includes(meant)) return meant
  const apart = (column: string) => distance(name, column) / Math.max(name.length, column.length)
  return columns.reduce((best, column) => (apart(column) < apart(best) ? column : best), columns[0] ?? '')
}

/** A single cell out there belongs to a broken row; many belong to a column. */
const isFilled = (index: number, below: readonly SheetRow[]) =>
  below.filter(({ cells }) => (cells[index] ?? '').trim() !== '').length * 2 > below.length

/** Column letters as a spreadsheet shows them: A, B … Z, AA … */
const letterOf = (index: number): string =>
  (index >= 26 ? letterOf(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26))
