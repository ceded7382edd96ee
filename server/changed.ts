import { refuseBelowAgreed } from './exchanges/stock/reserve.ts'
import type { Clock } from './journal/write.ts'
import type { Changed } from './listings/changed.ts'
import type { Matching } from './matching/market.ts'
import { refreshProposals } from './matching/proposals/refresh.ts'

/**
 * What follows in the transaction that changes listings, whoever changes them: what is agreed of them stands, and their
 * proposals are made anew.
 * @param matching a loaded market; a command that has none loads one
 */
export const changedWith =
  (matching: Matching, clock: Clock): Changed =>
  async (tx, listingIds, progress) => {
    await refuseBelowAgreed(tx, listingIds)
    await refreshProposals(tx, matching, listingIds, clock, progress)
  }
