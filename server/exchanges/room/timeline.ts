import type { Db } from '../../../db/open.ts'
import type { Principal } from '../../contract/people.ts'
import { Refusal } from '../../refusals.ts'
import { refuseStranger } from '../parties.ts'
import type { Timeline } from '../schema.ts'
import { readExchange } from '../store.ts'
import { readTimeline } from './store.ts'

/**
 * What happened in an exchange and what was said, newest first.
 * @throws Refusal `not_found` when there is none that somebody may know of
 */
export async function timelineOf(
  db: Db,
  principal: Principal,
  exchangeId: number,
  { cursor, limit }: { cursor?: number; limit: number },
): Promise<Timeline> {
  const exchange = await readExchange(db, exchangeId)
  if (!exchange) throw new Refusal('not_found', { exchange: exchangeId })
  refuseStranger(principal, exchange)
  const found = await readTimeline(db, exchangeId, cursor ?? null, limit + 1)
  const entries = found.slice(0, limit)
  return { entries, nextCursor: found.length > limit ? (entries.at(-1)?.id ?? null) : null }
}
