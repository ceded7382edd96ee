import { eq, sql, type InferInsertModel } from 'drizzle-orm'
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core'
import { rows, type Db } from '../../../db/open.ts'
import {
  factor,
  material,
  pathway,
  process,
  rule,
  ruleCheck,
  suitability,
  use,
} from '../../../db/schema/index.ts'
import type { LocalTable } from '../../contract/local-catalogue.ts'
import type { RuleCheck } from './schema.ts'

const TABLES = {
  materials: material,
  uses: use,
  processes: process,
  suitabilities: suitability,
  pathways: pathway,
  factors: factor,
  rules: rule,
} satisfies Record<LocalTable, PgTable>

/** Stands between the parts of a key that has two; ids have none. */
const BETWEEN = '~'

/** A row as it lies in its table, by the names of its columns. */
export interface StoredRow {
  key: string
  origin: 'shipped' | 'local'
  retired: boolean
  row: Record<string, unknown>
}

const keyColumns = (name: LocalTable) => {
  const { columns, primaryKeys } = getTableConfig(TABLES[name])
  return primaryKeys[0]?.columns ?? columns.filter((column) => column.primary)
}

const keyOf = (name: LocalTable) =>
  sql`concat_ws(${BETWEEN}, ${sql.join(
    keyColumns(name).map(({ name: column }) => sql`t.${sql.identifier(column)}`),
    sql`, `,
  )})`

/** Rows of a table in the order of their keys; those whose text holds `q`, when there is one. */
export async function readRows(
  db: Db,
  name: LocalTable,
  filter: { q?: string; origin?: string; after?: string; limit?: number },
): Promise<StoredRow[]> {
  const { q, origin, after, limit } = filter
  const key = keyOf(name)
  const conditions = [sql`true`]
  if (origin !== undefined) conditions.push(sql`t.origin = ${origin}`)
  if (q !== undefined) conditions.push(sql`position(lower(${q}::text) in lower(to_jsonb(t)::text)) > 0`)
  if (after !== undefined) conditions.push(sql`${key} collate "C" > ${after}`)
  return rows<StoredRow>(
    db,
    sql`select ${key} as key, t.origin, t.retired_at is not null as retired, to_jsonb(t) as row
        from ${TABLES[name]} t where ${sql.join(conditions, sql` and `)}
        order by ${key} collate "C" ${limit === undefined ? sql`` : sql`limit ${limit}`}`,
  )
}

/** Stores a local row, new or in the place of the one with its key; false when that one is shipped. */
export async function saveLocalRow(
  db: Db,
  name: LocalTable,
  values: Record<string, unknown>,
): Promise<boolean> {
  const table: PgTable = TABLES[name]
  const local = { ...values, origin: 'local', retiredAt: null } as InferInsertModel<PgTable>
  const saved = await db
    .insert(table)
    .values(local)
    .onConflictDoUpdate({
      target: keyColumns(name),
      set: local,
      setWhere: sql`${table}.origin = 'local'`,
    })
    .returning({ saved: sql`1` })
  return saved.length > 0
}

/** Retires a local row; false when there is none that holds. */
export async function retireLocalRow(db: Db, name: LocalTable, key: string, at: string): Promise<boolean> {
  const retired = await rows(
    db,
    sql`update ${TABLES[name]} t set retired_at = ${at}::timestamptz
        where origin = 'local' and retired_at is null and ${keyOf(name)} = ${key} returning 1 as retired`,
  )
  return retired.length > 0
}

/** Counts a change of the catalogue, and wakes every process to read it anew. */
export async function countLocalChange(db: Db): Promise<void> {
  await rows(db, sql`update catalogue_state set local_revision = local_revision + 1`)
  await rows(db, sql`notify catalogue_changed`)
}

export const ruleExists = async (db: Db, id: string): Promise<boolean> =>
  (await db.select({ id: rule.id }).from(rule).where(eq(rule.id, id))).length > 0

/** What administrators found of rules, by the rule. */
export async function readRuleChecks(db: Db): Promise<Map<string, typeof ruleCheck.$inferSelect>> {
  return new Map((await db.select().from(ruleCheck)).map((check) => [check.rule, check]))
}

export async function saveRuleCheck(
  db: Db,
  id: string,
  { status, validFrom, validUntil }: RuleCheck,
  by: { checkedBy: number; checkedAt: string },
): Promise<void> {
  const check = { rule: id, status, validFrom: validFrom ?? null, validUntil: validUntil ?? null, ...by }
  await db.insert(ruleCheck).values(check).onConflictDoUpdate({ target: ruleCheck.rule, set: check })
}

/** Takes back what was found of a rule; false when nothing was. */
export const deleteRuleCheck = async (db: Db, id: string): Promise<boolean> =>
  (await db.delete(ruleCheck).where(eq(ruleCheck.rule, id)).returning({ rule: ruleCheck.rule })).length > 0
