import type { Column } from './columns.ts'

export type Columns = Record<string, Column<unknown>>

/** One table of the reference: its files (`*` stands for any name), the columns of its key, and what each column may hold. */
export const table = <C extends Columns>(files: string, key: (keyof C & string)[], columns: C) => ({
  files,
  key,
  columns,
})

/** Whether the source of a row was opened. */
export const SOURCE_STATUSES = ['seen', 'unverified'] as const
