import type { Column } from './columns.ts'
import type { RawReference } from './read.ts'
import { columnsOf, TABLE_NAMES, type Row, type TableName } from './tables.ts'

/** The shipped catalogue with every cell read. */
export type Reference = { [N in TableName]: Row<N>[] } & Pick<RawReference, 'boundaries'>

/** Reads the cells of a reference that has passed validation. Throws on a cell that would not have passed. */
export function typedReference(raw: RawReference): Reference {
  const tables = TABLE_NAMES.map((name) => [name, raw.rows[name].map(({ cells }) => typedRow(name, cells))])
  return { ...Object.fromEntries(tables), boundaries: raw.boundaries } as Reference
}

function typedRow(name: TableName, cells: Record<string, string>): Row<TableName> {
  const read = ([column, kind]: [string, Column<unknown>]) => {
    const reading = kind.read(cells[column] ?? '')
    if ('fault' in reading) throw new Error(`${name}.${column}: ${reading.fault}`)
    return [column, reading.value]
  }
  return Object.fromEntries(columnsOf(name).map(read)) as Row<TableName>
}
