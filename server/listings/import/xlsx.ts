import readWorkbook, { type CellValue } from 'read-excel-file/node'
import { Refusal } from '../../refusals.ts'
import type { Sheet } from './table.ts'

/**
 * Reads the first sheet of a workbook that is not empty. Numbers come as the digits that the file holds, a formula as its last
 * result, a date as ISO day.
 * @throws Refusal `file_unreadable` when it is no workbook
 */
export async function readXlsx(bytes: Uint8Array): Promise<Sheet> {
  let sheets
  try {
    sheets = await readWorkbook<string>(Buffer.from(bytes), { parseNumber: (digits) => digits, trim: false })
  } catch {
    throw new Refusal('file_unreadable', { format: 'xlsx' })
  }
  const [first, ...others] = sheets
    .map(({ sheet, data }) => ({
      sheet,
      rows: data
        .map((cells, index) => ({ line: index + 1, cells: cells.map(textOf) }))
        .filter(({ cells }) => cells.some((cell) => cell.trim() !== '')),
    }))
    .filter(({ rows }) => rows.length > 0)
  return { rows: first?.rows ?? [], ignored: others.map(({ sheet }) => sheet) }
}

function textOf(cell: CellValue<string> | null): string {
  const value: unknown = cell
  if (value === null || value === undefined) return ''
  return value instanceof Date ? value.toISOString().slice(0, 10) : String(value)
}
