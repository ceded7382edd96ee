import { sql } from 'drizzle-orm'
import { rows, type Db } from '../../../db/open.ts'

/** Whether an organisation is there. */
export async function isThere(db: Db, id: number): Promise<boolean> {
  const found = await rows(
    db,
    sql`select from organisation where id = ${id} and deleted_at is null and merged_into is null`,
  )
  return found.length > 0
}

/** Those of these organisations that have people of their own and do not let facilitators act for them. */
export async function readOwned(db: Db, ids: readonly number[]): Promise<ReadonlySet<number>> {
  if (ids.length === 0) return new Set()
  const found = await rows<{ id: number }>(
    db,
    sql`select o.id from organisation o where o.id in ${ids}
          and exists (select from membership m where m.organisation_id = o.id)
          and not coalesce((select c.revoked_at is null from acting_consent c
            where c.organisation_id = o.id order by c.id desc limit 1), false)`,
  )
  return new Set(found.map(({ id }) => id))
}
