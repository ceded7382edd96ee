import { isUtf8 } from 'node:buffer'
import Papa from 'papaparse'
import { Refusal } from '../../refusals.ts'
import { COLUMNS, spelled } from './columns.ts'
import type { Sheet, SheetRow } from './table.ts'

const OTHER_DELIMITERS = [';', '\t', '|']
const LINE_FEED = 0x0a

/**
 * Takes a comma-separated file apart; every cell is text and stays as it stands.
 * @throws Refusal `file_not_utf8`, `file_delimiter_wrong` or `file_quotes_unbalanced` with the line
 */
export function readCsv(bytes: Uint8Array): Sheet {
  if (!isUtf8(bytes)) throw new Refusal('file_not_utf8', { line: brokenLine(bytes) })
  const text = new TextDecoder('utf-8').decode(bytes)
  refuseOtherDelimiter(text)
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: ',' })
  const rows = numbered(data)
  const unbalanced = errors.find(({ type }) => type === 'Quotes')
  if (unbalanced)
    throw new Refusal('file_quotes_unbalanced', { line: rows[unbalanced.row ?? 0]?.line ?? rows.length })
  return { rows: rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== '')), ignored: [] }
}

/** A quoted cell may run over several lines. */
function numbered(data: string[][]): SheetRow[] {
  let line = 1
  return data.map((cells) => {
    const row = { line, cells }
    line += 1 + cells.reduce((sum, cell) => sum + cell.split(/\r\n|\r|\n/).length - 1, 0)
    return row
  })
}

function refuseOtherDelimiter(text: string): void {
  const header = text.slice(0, /[\r\n]|$/.exec(text)!.index)
  const columnsBy = (delimiter: string) =>
    (Papa.parse<string[]>(header, { delimiter }).data[0] ?? []).filter((cell) =>
      COLUMNS.includes(spelled(cell)),
    ).length
  const found = OTHER_DELIMITERS.find((delimiter) => columnsBy(delimiter) > columnsBy(','))
  if (found) throw new Refusal('file_delimiter_wrong', { found, expected: ',' })
}

function brokenLine(bytes: Uint8Array): number {
  let line = 1
  let start = 0
  for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, start)) {
    if (!isUtf8(bytes.subarray(start, end))) return line
    start = end + 1
    line++
  }
  return line
}
