import type { Db } from '../../../db/open.ts'
import type { LocalTable } from '../../contract/local-catalogue.ts'
import { columnsOf, TABLES } from '../reference/tables.ts'
import { cellsOf } from './cells.ts'
import type { CatalogueRows, RowsQuery } from './schema.ts'
import { readRows, readRuleChecks } from './store.ts'

/** Rows of a table of the catalogue, shipped and local, with what its columns may hold. */
export async function readCatalogueRows(
  db: Db,
  table: LocalTable,
  { q, origin, cursor, limit }: RowsQuery,
): Promise<CatalogueRows> {
  const found = await readRows(db, table, {
    limit: limit + 1,
    ...(q !== undefined && { q: q.trim() }),
    ...(origin && { origin }),
    ...(cursor !== undefined && { after: cursor }),
  })
  const checks = table === 'rules' ? await readRuleChecks(db) : new Map()
  const page = found.slice(0, limit)
  return {
    columns: columnsOf(table).map(([name, { read, refersTo, options }]) => ({
      name,
      required: 'fault' in read(''),
      options: options ? [...options] : null,
      refersTo: refersTo ?? null,
      isKey: (TABLES[table].key as readonly string[]).includes(name),
    })),
    rows: page.map(({ key, origin: from, retired, row }) => ({
      key,
      origin: from,
      retired,
      cells: cellsOf(table, row),
      check: checks.get(key) ?? null,
    })),
    nextCursor: found.length > limit ? page.at(-1)!.key : null,
  }
}
