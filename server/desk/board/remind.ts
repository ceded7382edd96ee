import type { Db } from '../../../db/open.ts'
import { tell } from '../../journal/tell.ts'
import type { Actor, Clock } from '../../journal/write.ts'
import { markStaleReminded } from './store.ts'

const REMINDER: Actor = { id: 'system:reminder' }
const AT_ONCE = 200
const DAY_MS = 86_400_000

/**
 * Tells the facilitator of every exchange in which nothing happens any more, or all of them where nobody looks after it.
 * Safe to repeat and in several processes.
 * @returns how many exchanges were spoken of
 */
export async function remindOfStale(db: Db, clock: Clock): Promise<number> {
  let reminded = 0
  for (;;) {
    const stale = await db.transaction(async (tx) => {
      const found = await markStaleReminded(tx, clock().toISOString(), AT_ONCE)
      await tell(
        tx,
        REMINDER,
        clock,
        found.map(({ id, stage, assignedTo, touchedAt }) => ({
          kind: 'exchange_stale',
          subjectKind: 'exchange',
          subjectId: id,
          ...(assignedTo === null ? { facilitators: true } : { accounts: [assignedTo] }),
          params: { stage, days: Math.floor((clock().getTime() - Date.parse(touchedAt)) / DAY_MS) },
        })),
      )
      return found.length
    })
    reminded += stale
    if (stale < AT_ONCE) return reminded
  }
}
