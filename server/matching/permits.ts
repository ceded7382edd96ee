import { sql } from 'drizzle-orm'
import { rows, type Db } from '../../db/open.ts'

/** Permits in force on a day, per organisation, as `CODE` or `CODE/OPERATION`. */
export async function readPermits(db: Db, today: string): Promise<Map<number, string[]>> {
  const found = await rows<{ organisation: number; permit: string }>(
    db,
    sql`select organisation_id as organisation, waste_code || coalesce('/' || operation, '') as permit from permit
        where coalesce(valid_from, ${today}::date) <= ${today}::date and coalesce(valid_until, ${today}::date) >= ${today}::date
        order by organisation_id, permit`,
  )
  const byOrganisation = new Map<number, string[]>()
  for (const { organisation, permit } of found) {
    const list = byOrganisation.get(organisation)
    if (list) list.push(permit)
    else byOrganisation.set(organisation, [permit])
  }
  return byOrganisation
}
