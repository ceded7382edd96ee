import type { ImportResult } from '#lib/contract.ts'
import { m } from '#lib/paraglide/messages.js'
import { reasonOf } from './reason.ts'

/** Stands before what a spreadsheet program would otherwise take for another encoding. */
const BYTE_ORDER_MARK = '\uFEFF'
/** What a spreadsheet program would take for a formula; a number below nought is none. */
const FORMULA = /^(?!-\d+(?:[.,]\d+)?$)[=+\-@\t\r]/

const cell = (text: string): string => `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`

/** Every refused cell with its reason, in the reader's language, for whoever puts the table right elsewhere. */
export function reasonsCsv(refused: ImportResult['refused']): string {
  const header = [m.import_line(), m.import_column(), m.import_value(), m.import_reason()]
  const rows = refused.map(({ line, column, value, code, params }) => [
    String(line),
    column,
    value,
    reasonOf(code, params),
  ])
  return BYTE_ORDER_MARK + [header, ...rows].map((row) => row.map(cell).join(',')).join('\n') + '\n'
}

/** An address from which a browser saves the text. */
export const hrefOfCsv = (text: string): string => `data:text/csv;charset=utf-8,${encodeURIComponent(text)}`
