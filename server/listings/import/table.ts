import type { RefusalParams } from '../../refusals.ts'

/** A file as rows of text, before anybody knows what its columns are. */
export interface Sheet {
  rows: SheetRow[]
  /** Further sheets of the workbook that are not empty and were not read. */
  ignored: string[]
}

export interface SheetRow {
  /** Line of a text file on which the row begins, or row of a spreadsheet; counted from 1. */
  line: number
  cells: string[]
}

/** One row of a file under its column names. */
export interface TableRow {
  line: number
  /** Missing columns are not in it; empty cells are ''. */
  cells: Readonly<Record<string, string>>
  /** Why the row cannot be taken apart at all. */
  fault: { code: string; params: RefusalParams } | null
}

/** A file whose columns are known. */
export interface Table {
  rows: TableRow[]
  ignored: string[]
}
