import { eq, sql } from 'drizzle-orm'
import { rows, type Db } from '../../db/open.ts'
import { exchange, proposal } from '../../db/schema/index.ts'

/** Somebody who looks after proposals and exchanges. */
export interface Facilitator {
  id: number
  name: string
}

/** Whoever can be given work, by name. */
export const readFacilitators = (db: Db): Promise<Facilitator[]> =>
  rows<Facilitator>(
    db,
    sql`select id, name from account where role in ('facilitator', 'administrator') and disabled_at is null
          and erased_at is null order by name, id`,
  )

/** Who looks after something at present, locked until the transaction ends; undefined when there is no such thing. */
export async function holdAssignee(
  db: Db,
  kind: 'proposal' | 'exchange',
  id: number,
): Promise<number | null | undefined> {
  const table = kind === 'proposal' ? proposal : exchange
  const [held] = await db
    .select({ assignedTo: table.assignedTo })
    .from(table)
    .where(eq(table.id, id))
    .for('no key update')
  return held?.assignedTo
}

export async function setAssignee(
  db: Db,
  kind: 'proposal' | 'exchange',
  id: number,
  account: number | null,
): Promise<void> {
  const table = kind === 'proposal' ? proposal : exchange
  await db.update(table).set({ assignedTo: account }).where(eq(table.id, id))
}
