import { sql, type SQL } from 'drizzle-orm'
import { rows, type Db } from '../../db/open.ts'

/** A column read as numbers, or as words that hold no comma; null stays null. */
export interface Column {
  kind: 'numbers' | 'words'
  value: SQL
}

export const numbers = (value: SQL): Column => ({ kind: 'numbers', value })
export const words = (value: SQL): Column => ({ kind: 'words', value })

/** What a query found, column by column. */
export type Columns<Name extends string> = Record<Name, readonly (number | string | null)[]> & {
  count: number
}

/**
 * Reads many rows as one row of long columns. Drivers spend more on a value than the market does, and parse one long list
 * of numbers about five times as fast as the same numbers one by one.
 * @param from what follows SELECT …: tables, conditions
 * @param orderBy order of the rows
 */
export async function readColumns<Name extends string>(
  db: Db,
  columns: Record<Name, Column>,
  from: SQL,
  orderBy: SQL,
): Promise<Columns<Name>> {
  const named = Object.entries(columns) as [Name, Column][]
  const inner = named.map(([name, { value }]) => sql`${value} as ${sql.identifier(name)}`)
  // Aggregates without an order of their own take rows as they come, here sorted once for all columns.
  const lists = named.map(
    ([name]) =>
      sql`array_to_string(array_agg(${sql.identifier(name)}), ',', 'null') as ${sql.identifier(name)}`,
  )
  const [lined] = await rows<{ count: number } & Record<Name, string | null>>(
    db,
    sql`select count(*)::int as count, ${sql.join(lists, sql`, `)}
        from (select ${sql.join(inner, sql`, `)} from ${from} order by ${orderBy}) as sorted`,
  )
  const parsed = named.map(([name, { kind }]) => [name, parse(lined![name], kind)] as const)
  return { ...Object.fromEntries(parsed), count: lined!.count } as Columns<Name>
}

function parse(list: string | null, kind: Column['kind']): (number | string | null)[] {
  if (list === null) return []
  if (kind === 'numbers') return JSON.parse(`[${list}]`) as (number | null)[]
  return list.split(',').map((word) => (word === 'null' ? null : word))
}
