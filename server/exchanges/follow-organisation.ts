import type { Follower } from '../organisations/followers.ts'
import { moveHeld } from './move.ts'
import { holdExchange, openExchangesOf } from './store.ts'

/**
 * What becomes of an organisation's exchanges when it is gone: those that are open lapse. What was moved stays true and
 * stays taken of the listings; what was only reserved is free again.
 */
export const exchangesFollow: Follower = {
  gone: async (tx, actor, organisationId, clock) => {
    for (const id of await openExchangesOf(tx, organisationId)) {
      const held = await holdExchange(tx, id)
      if (held) await moveHeld(tx, actor, 'system', held, 'lapse', undefined, clock)
    }
  },
}
