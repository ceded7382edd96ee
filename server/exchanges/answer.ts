import type { Db } from '../../db/open.ts'
import { actorOf } from '../accounts/principal.ts'
import type { Principal } from '../contract/people.ts'
import type { Clock } from '../journal/write.ts'
import { answerProposal, type Answering } from '../matching/proposals/answer.ts'
import { openExchange, settleOpening } from './introduce.ts'
import { openExchangeOf } from './store.ts'

/**
 * A side answers a proposal; the second interest opens an exchange.
 * @returns the exchange that is open between the two, or null
 * @throws Refusal as `answerProposal` and `openExchange`
 */
export async function answer(
  db: Db,
  principal: Principal,
  answering: Answering,
  clock: Clock,
): Promise<{ exchange: number | null }> {
  return settleOpening(db, async (tx) => {
    const { proposal, areBothInterested } = await answerProposal(tx, principal, answering, clock)
    const { id: proposalId, offerId, needId, assignedTo } = proposal
    const open = await openExchangeOf(tx, offerId, needId)
    if (open !== null || !areBothInterested) return { exchange: open }
    const opener = { accountId: principal.accountId, assignedTo }
    const pair = { offerId, needId, proposalId }
    return { exchange: await openExchange(tx, actorOf(principal), opener, pair, clock) }
  })
}
