import { sql } from 'drizzle-orm'
import { rows, type Db } from '../../../db/open.ts'

/** How many rows each table holds, without those that hold none. Attempts are counted by themselves, whatever comes of them. */
export async function rowCounts(db: Db): Promise<Record<string, number>> {
  const tables = await rows<{ name: string }>(
    db,
    sql`select table_name as name from information_schema.tables
        where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not in ('spatial_ref_sys', 'guess')`,
  )
  const counts = tables.map(
    ({ name }) => sql`select ${name}::text as name, count(*)::int as count from ${sql.identifier(name)}`,
  )
  const found = await rows<{ name: string; count: number }>(db, sql.join(counts, sql` union all `))
  return Object.fromEntries(found.filter(({ count }) => count > 0).map(({ name, count }) => [name, count]))
}
