import type { Db } from '../../../db/open.ts'
import type { Principal } from '../../contract/people.ts'
import { settleOpening } from '../../exchanges/introduce.ts'
import { introducePair } from '../../exchanges/introduce-pair.ts'
import type { Introduction } from '../../exchanges/schema.ts'
import type { Clock } from '../../journal/write.ts'
import { readProposalRow } from '../../matching/proposals/read.ts'
import { holdProposal } from '../../matching/proposals/store.ts'
import { Refusal } from '../../refusals.ts'
import { atDesk } from '../permissions.ts'
import { dismiss } from './dismiss.ts'

/**
 * A facilitator brings the two sides of a proposal together, with words in both languages, and looks after the exchange
 * from then on.
 * @returns the id of the exchange
 * @throws Refusal `not_permitted`, `not_found`, `proposal_closed`, and as `openExchange`
 */
export async function introduceProposal(
  db: Db,
  principal: Principal,
  { proposalId, message }: { proposalId: number; message: NonNullable<Introduction['message']> },
  clock: Clock,
): Promise<number> {
  const facilitator = atDesk(principal)
  for (const language of ['ka', 'en'] as const)
    if (message[language].trim() === '')
      throw new Refusal('text_blank', {}, [{ field: `/message/${language}`, code: 'text_blank' }])
  return settleOpening(db, async (tx) => {
    if (!(await holdProposal(tx, proposalId))) throw new Refusal('not_found', { proposal: proposalId })
    const { offerId, needId, open } = await readProposalRow(tx, facilitator, proposalId)
    if (!open) throw new Refusal('proposal_closed')
    await dismiss(tx, facilitator, { proposalId, reason: null }, clock)
    return introducePair(tx, facilitator, { offerId, needId, message, proposalId }, clock)
  })
}
