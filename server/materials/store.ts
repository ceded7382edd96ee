import { getTableColumns, sql, type InferInsertModel, type SQL } from 'drizzle-orm'
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core'
import { rows, type Db } from '../../db/open.ts'
import { catalogueState, compatibility, region } from '../../db/schema/index.ts'
import type { Compatibility } from './closure.ts'
import type { Boundary } from './reference/read.ts'

/** Two processes that start at once must not load at once; any constant will do. */
const CATALOGUE_LOCK = 5_106_2027

/** Rows per statement: large enough to be fast, small enough for the memory of the embedded database. */
const BATCH = 2000

/** Waits until no other transaction loads the catalogue; held until this one ends. */
export async function holdCatalogue(db: Db): Promise<void> {
  await rows(db, sql`select pg_advisory_xact_lock(${CATALOGUE_LOCK})`)
}

/** Version of the shipped catalogue that the database holds; null before the first load. */
export async function loadedVersion(db: Db): Promise<string | null> {
  const [state] = await db.select().from(catalogueState)
  return state?.version ?? null
}

export async function saveVersion(db: Db, version: string, at: string): Promise<void> {
  await db
    .insert(catalogueState)
    .values({ id: 1, version, rebuiltAt: at })
    .onConflictDoUpdate({ target: catalogueState.id, set: { version, rebuiltAt: at } })
}

/**
 * Inserts or updates rows by primary key, in batches of one parameter each. Local rows of the same key stay as they are;
 * a shipped row that was retired lives again, unless the rows say otherwise. A `version` column that the rows do not set counts the changes of its row.
 */
export async function upsert<T extends PgTable>(
  db: Db,
  table: T,
  values: InferInsertModel<T>[],
): Promise<void> {
  const { columns, key } = shapeOf(table)
  const properties = Object.entries(getTableColumns(table))
  const records = (values as Record<string, unknown>[]).map((value) =>
    Object.fromEntries(
      properties
        .filter(([property]) => property in value)
        .map(([property, { name }]) => [name, value[property]]),
    ),
  )
  const named = Object.keys(records[0] ?? {})
  const changing = named.filter((name) => !key.includes(name))
  const set = changing.map((name) => sql`${sql.identifier(name)} = excluded.${sql.identifier(name)}`)
  if (columns.has('retired_at') && !named.includes('retired_at')) set.push(sql`retired_at = null`)
  if (columns.has('version') && !named.includes('version'))
    set.push(
      sql`version = ${table}.version + ((${columnList(changing, 'excluded')}) is distinct from (${columnList(changing, nameOf(table))}))::int`,
    )
  const onlyShipped = columns.has('origin') ? sql`where ${table}.origin = 'shipped'` : sql``
  for (const batch of batches(records))
    await rows(
      db,
      sql`insert into ${table} (${columnList(named)})
          select ${columnList(named)} from jsonb_populate_recordset(null::${table}, ${JSON.stringify(batch)}::text::jsonb)
          on conflict (${columnList(key)}) do update set ${sql.join(set, sql`, `)} ${onlyShipped}`,
    )
}

/** Retires the shipped rows whose key is no longer shipped; returns their keys. */
export async function retireVanished<T extends PgTable>(
  db: Db,
  table: T,
  values: InferInsertModel<T>[],
  at: string,
): Promise<string[]> {
  const { key } = shapeOf(table)
  const properties = Object.entries(getTableColumns(table)).filter(([, { name }]) => key.includes(name))
  const shipped = (values as Record<string, unknown>[]).map((value) =>
    properties.map(([property]) => String(value[property])).join(' '),
  )
  const keyOfRow = sql`concat_ws(' ', ${columnList(properties.map(([, { name }]) => name))})`
  const retired = await rows<{ key: string }>(
    db,
    sql`update ${table} set retired_at = ${at}::timestamptz
        where origin = 'shipped' and retired_at is null
          and ${keyOfRow} not in (select jsonb_array_elements_text(${JSON.stringify(shipped)}::text::jsonb))
        returning ${keyOfRow} as key`,
  )
  return retired.map((row) => row.key)
}

/** Outlines of the regions, as multipolygons. */
export async function saveBoundaries(db: Db, boundaries: Map<string, Boundary>): Promise<void> {
  for (const [id, boundary] of boundaries)
    await rows(
      db,
      sql`update ${region} set boundary = st_multi(st_geomfromgeojson(${JSON.stringify(boundary)}::text)) where id = ${id}`,
    )
}

/** Puts a newly built closure in the place of the old one. */
export async function replaceCompatibility(db: Db, closure: Compatibility[]): Promise<void> {
  await db.delete(compatibility)
  await upsert(db, compatibility, closure)
}

const columnList = (names: string[], of?: string): SQL =>
  sql.join(
    names.map((name) => (of ? sql`${sql.identifier(of)}.${sql.identifier(name)}` : sql.identifier(name))),
    sql`, `,
  )

const nameOf = (table: PgTable) => getTableConfig(table).name

function shapeOf(table: PgTable): { columns: Set<string>; key: string[] } {
  const { columns, primaryKeys } = getTableConfig(table)
  const key = primaryKeys[0]?.columns ?? columns.filter((column) => column.primary)
  return { columns: new Set(columns.map(({ name }) => name)), key: key.map(({ name }) => name) }
}

const batches = <T>(values: T[]): T[][] =>
  Array.from({ length: Math.ceil(values.length / BATCH) }, (_, at) =>
    values.slice(at * BATCH, (at + 1) * BATCH),
  )
