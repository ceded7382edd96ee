import Papa from 'papaparse'
import type { Problem } from '../problem.ts'

/** A row as it stands in a file. */
export interface RawRow {
  file: string
  /** Line on which the row begins; 1 is the header. */
  line: number
  cells: Record<string, string>
}

/**
 * Takes one comma-separated file apart.
 * @param header the columns that the file must have, in their order
 * @returns rows by column name; none when the header is wrong, since no cell could be trusted
 */
export function parseTable(
  file: string,
  content: string,
  header: string[],
): { rows: RawRow[]; problems: Problem[] } {
  const { data, errors } = Papa.parse<string[]>(content.replace(/\n$/, ''), { delimiter: ',', newline: '\n' })
  const problems: Problem[] = []
  const problem = (line: number, code: Problem['code'], value: string) =>
    problems.push({ file, line, column: '', code, value })
  const found = data[0] ?? []
  if (found.join(',') !== header.join(',')) {
    problem(1, 'wrong_header', found.join(','))
    return { rows: [], problems }
  }
  const rows: RawRow[] = []
  let line = 1 + linesWithin(found)
  for (const [index, cells] of data.entries()) {
    if (index === 0) continue
    const misquoted = errors.some((error) => error.type === 'Quotes' && error.row === index)
    if (misquoted) problem(line, 'bad_quoting', cells.join(','))
    else if (cells.length !== header.length) problem(line, 'wrong_cell_count', String(cells.length))
    else
      rows.push({ file, line, cells: Object.fromEntries(header.map((name, at) => [name, cells[at] ?? ''])) })
    line += linesWithin(cells)
  }
  return { rows, problems }
}

/** A quoted cell may run over several lines. */
const linesWithin = (cells: string[]) => 1 + cells.join('').split('\n').length - 1
