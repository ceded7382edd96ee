import type { Db } from '../../db/open.ts'
import { settle } from '../../db/transaction.ts'
import { LAPSE_AFTER_DAYS } from '../contract/exchanges.ts'
import type { Clock } from '../journal/write.ts'
import { moveHeld } from './move.ts'
import { holdExchange, untouchedSince } from './store.ts'

const DAY_MS = 86_400_000
const AT_ONCE = 100
const SYSTEM = { id: 'system:lapse' }

/**
 * Lets the exchanges lapse that nobody has touched for `LAPSE_AFTER_DAYS` while they were negotiated; each in a
 * transaction of its own, so that two processes may do it at once.
 * @returns how many
 */
export async function lapseUntouched(db: Db, clock: Clock): Promise<number> {
  const since = new Date(clock().getTime() - LAPSE_AFTER_DAYS * DAY_MS).toISOString()
  const ids = await untouchedSince(db, since, AT_ONCE)
  let lapsed = 0
  for (const id of ids)
    lapsed += await settle(db, async (tx) => {
      const held = await holdExchange(tx, id)
      // Somebody may have written meanwhile, or another process been faster.
      const still = held && (await untouchedSince(tx, since, AT_ONCE)).includes(id)
      if (!still) return 0
      await moveHeld(tx, SYSTEM, 'system', held, 'lapse', undefined, clock)
      return 1
    })
  return lapsed
}
