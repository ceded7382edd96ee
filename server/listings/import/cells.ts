import type { RefusalParams } from '../../refusals.ts'
import { parseMonths } from './months.ts'
import { parseNumber } from './number.ts'
import type { TableRow } from './table.ts'

/** A cell that cannot be used, as it stands in the file. `code` is a field code, a refusal code or one of an import's own. */
export interface RefusedCell {
  line: number
  column: string
  value: string
  code: string
  params?: RefusalParams
}

/** Reads the cells of one row and collects what is wrong with them; what is empty or refused reads as undefined. */
export type Cells = ReturnType<typeof cellsOf>

const YES = new Set(['yes', 'true', '1', 'კი', 'დიახ'])
const NO = new Set(['no', 'false', '0', 'არა'])

/** Begins the reading of a row. */
export function cellsOf({ line, cells }: TableRow) {
  const refused: RefusedCell[] = []

  const refuse = (column: string, code: string, params?: RefusalParams): undefined => {
    if (!refused.some((cell) => cell.column === column))
      refused.push({ line, column, value: cells[column] ?? '', code, ...(params && { params }) })
  }

  /** The cell as it stands, for text that people wrote. */
  const text = (column: string): string | undefined => {
    const cell = cells[column] ?? ''
    if (cell.trim() === '') return undefined
    return cell.includes('\0') ? refuse(column, 'bad_characters') : cell
  }

  const word = (column: string): string | undefined => text(column)?.normalize('NFC').trim()

  const required = (column: string): string | undefined => {
    if ((cells[column] ?? '').trim() === '') return refuse(column, 'missing')
    return text(column)
  }

  const oneOf = <T extends string>(
    column: string,
    allowed: readonly T[],
    aliases: Readonly<Record<string, T>> = {},
  ): T | undefined => {
    const cell = word(column)?.toLowerCase()
    if (cell === undefined) return undefined
    const found = allowed.find((value) => value.toLowerCase() === cell) ?? aliases[cell]
    return found ?? refuse(column, 'not_in_list', { allowed: allowed.join(', ') })
  }

  const number = (column: string, kind: 'amount' | 'degrees' = 'amount'): number | undefined => {
    const cell = word(column)
    if (cell === undefined) return undefined
    const read = parseNumber(cell, kind)
    return typeof read === 'number' ? read : refuse(column, read)
  }

  const day = (column: string): string | undefined => {
    const cell = word(column)
    if (cell === undefined) return undefined
    const isDay = /^\d{4}-\d{2}-\d{2}$/.test(cell) && isInCalendar(cell)
    return isDay ? cell : refuse(column, 'not_a_day', { expected: 'YYYY-MM-DD' })
  }

  const yesOrNo = (column: string): boolean | undefined => {
    const cell = word(column)?.toLowerCase()
    if (cell === undefined) return undefined
    if (YES.has(cell)) return true
    return NO.has(cell) ? false : refuse(column, 'not_in_list', { allowed: 'yes, no' })
  }

  const months = (column: string): number[] | undefined => {
    const cell = word(column)
    if (cell === undefined) return undefined
    const read = parseMonths(cell)
    return typeof read === 'string' ? refuse(column, read) : read
  }

  return { line, refused, refuse, text, word, required, oneOf, number, day, yesOrNo, months }
}

function isInCalendar(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(date.valueOf()) && date.toISOString().startsWith(day)
}
