import { sql } from 'drizzle-orm'
import { rows, type Db } from '../open.ts'

/** A table with its columns as PostgreSQL names their types. */
export interface TableShape {
  name: string
  columns: { name: string; type: string; isIdentity: boolean }[]
  /** Tables that its rows refer to. */
  refersTo: string[]
}

/** Transaction ids mean nothing in another database; the column's default gives a row one of the new database. */
const OWN_TO_A_DATABASE = 'xid8'

/** The tables of the application, each after those that it refers to. Columns that the database computes itself are left out. */
export async function tablesInOrder(db: Db): Promise<TableShape[]> {
  const found = await rows<TableShape>(
    db,
    sql`select c.relname as name,
          (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
               'isIdentity', a.attidentity <> '') order by a.attnum)
           from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
             and a.attgenerated = '' and format_type(a.atttypid, null) <> ${OWN_TO_A_DATABASE}) as columns,
          (select coalesce(json_agg(distinct r.relname), '[]') from pg_constraint k join pg_class r on r.oid = k.confrelid
           where k.conrelid = c.oid and k.contype = 'f' and r.oid <> c.oid) as "refersTo"
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'public' and c.relkind = 'r'
          and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
        order by c.relname`,
  )
  return afterWhatTheyReferTo(found)
}

function afterWhatTheyReferTo(tables: readonly TableShape[]): TableShape[] {
  const ordered: TableShape[] = []
  let waiting = [...tables]
  while (waiting.length > 0) {
    const done = new Set(ordered.map(({ name }) => name))
    const ready = waiting.filter(({ refersTo }) => refersTo.every((name) => done.has(name)))
    if (ready.length === 0)
      throw new Error(`Tables refer to each other in a circle: ${waiting.map(({ name }) => name).join(', ')}`)
    ordered.push(...ready)
    waiting = waiting.filter((table) => !ready.includes(table))
  }
  return ordered
}
