import { Refusal } from '../../refusals.ts'
import { readCsv } from './csv.ts'
import { underHeader } from './header.ts'
import type { Table } from './table.ts'
import { readXlsx } from './xlsx.ts'

/** The largest file that is read. */
export const FILE_LIMIT_BYTES = 20_000_000

/** How the formats that are not plain text begin. */
const ZIP = [0x50, 0x4b, 0x03, 0x04]
const PDF = [0x25, 0x50, 0x44, 0x46]
const OLD_OFFICE = [0xd0, 0xcf, 0x11, 0xe0]

/**
 * Reads a CSV (comma, UTF-8) or XLSX file, whichever its first bytes say, into rows under column names.
 * @throws Refusal when the file as a whole cannot be read: `payload_too_large` or one of `file_…`
 */
export async function readTable(bytes: Uint8Array, needed?: readonly string[]): Promise<Table> {
  if (bytes.length > FILE_LIMIT_BYTES)
    throw new Refusal('payload_too_large', { maximumBytes: FILE_LIMIT_BYTES })
  if (bytes.length === 0) throw new Refusal('file_empty')
  if (beginsWith(bytes, OLD_OFFICE)) throw new Refusal('file_unreadable', { format: 'xls' })
  if (beginsWith(bytes, PDF)) throw new Refusal('file_unreadable', { format: 'pdf' })
  return underHeader(beginsWith(bytes, ZIP) ? await readXlsx(bytes) : readCsv(bytes), needed)
}

const beginsWith = (bytes: Uint8Array, start: readonly number[]) =>
  start.every((byte, index) => bytes[index] === byte)
