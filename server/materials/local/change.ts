import type { Db } from '../../../db/open.ts'
import { settle } from '../../../db/transaction.ts'
import { LOCAL_TABLES, type LocalTable } from '../../contract/local-catalogue.ts'
import { leaveLine, type Actor, type Clock } from '../../journal/write.ts'
import { Refusal } from '../../refusals.ts'
import type { Problem } from '../problem.ts'
import { rebuildCompatibility } from '../rebuild.ts'
import { readReference } from '../reference/read.ts'
import { columnsOf } from '../reference/tables.ts'
import { holdCatalogue } from '../store.ts'
import { cellsOf, keyOfCells, problemsOfLocal, storedRow, type Cells, type LocalRows } from './cells.ts'
import { countLocalChange, readRows, retireLocalRow, saveLocalRow } from './store.ts'

/** Tables from which the closure is built. */
const IN_CLOSURE: ReadonlySet<LocalTable> = new Set([
  'materials',
  'uses',
  'processes',
  'suitabilities',
  'pathways',
])

/**
 * Adds a local row to the catalogue, or puts it in the place of the local one with its key, after the same check that the
 * shipped catalogue passes. What follows from the catalogue is worked out anew.
 * @returns the key of the row
 * @throws Refusal `catalogue_row_invalid` with every cell that is wrong, `catalogue_row_shipped`
 */
export const putLocalRow = (
  db: Db,
  actor: Actor,
  { table, cells: given }: { table: LocalTable; cells: Cells },
  clock: Clock,
): Promise<string> =>
  settle(db, async (tx) => {
    const cells = completed(table, given)
    const key = keyOfCells(table, cells)
    await holdCatalogue(tx)
    const local = await localRows(tx)
    const others = local[table].filter((other) => keyOfCells(table, other) !== key)
    refuse('catalogue_row_invalid', problemsOfLocal(shipped(), { ...local, [table]: [...others, cells] }))
    if (!(await saveLocalRow(tx, table, storedRow(table, cells))))
      throw new Refusal('catalogue_row_shipped', { key })
    await follow(tx, actor, clock, { action: 'catalogue_row_saved', table, key })
    return key
  })

/**
 * Retires a local row: what refers to it stays true, nothing new leads to it.
 * @throws Refusal `not_found`, `catalogue_row_in_use` when other local rows rest on it
 */
export const retireRow = (
  db: Db,
  actor: Actor,
  { table, key }: { table: LocalTable; key: string },
  clock: Clock,
): Promise<void> =>
  settle(db, async (tx) => {
    await holdCatalogue(tx)
    if (!(await retireLocalRow(tx, table, key, clock().toISOString())))
      throw new Refusal('not_found', { key })
    refuse('catalogue_row_in_use', problemsOfLocal(shipped(), await localRows(tx)))
    await follow(tx, actor, clock, { action: 'catalogue_row_retired', table, key })
  })

let held: ReturnType<typeof readReference> | null = null
/** The shipped files do not change while a process runs. */
const shipped = () => (held ??= readReference())

/** Every column of the table and no other; what was left out is empty. @throws Refusal for a column it does not have */
function completed(table: LocalTable, given: Cells): Cells {
  const columns = columnsOf(table).map(([name]) => name)
  const unknown = Object.keys(given).filter((name) => !columns.includes(name))
  if (unknown.length > 0)
    throw new Refusal(
      'catalogue_row_invalid',
      {},
      unknown.map((name) => ({ field: `/cells/${name}`, code: 'unknown_field' })),
    )
  return Object.fromEntries(columns.map((name) => [name, given[name]?.trim() ?? '']))
}

async function localRows(tx: Db): Promise<LocalRows> {
  const read = async (table: LocalTable) =>
    (await readRows(tx, table, { origin: 'local' }))
      .filter(({ retired }) => !retired)
      .map(({ row }) => cellsOf(table, row))
  const tables: [LocalTable, Cells[]][] = []
  for (const table of LOCAL_TABLES) tables.push([table, await read(table)])
  return Object.fromEntries(tables) as unknown as LocalRows
}

function refuse(code: 'catalogue_row_invalid' | 'catalogue_row_in_use', problems: readonly Problem[]): void {
  if (problems.length === 0) return
  throw new Refusal(
    code,
    {},
    problems.map(({ column, code: wrong, value }) => ({
      field: `/cells/${column}`,
      code: wrong,
      params: { value },
    })),
  )
}

async function follow(
  tx: Db,
  actor: Actor,
  clock: Clock,
  { action, table, key }: { action: string; table: LocalTable; key: string },
): Promise<void> {
  if (IN_CLOSURE.has(table)) await rebuildCompatibility(tx)
  await countLocalChange(tx)
  await leaveLine(tx, actor, clock, { action, subjectKind: 'catalogue', subjectId: key, after: { table } })
}
