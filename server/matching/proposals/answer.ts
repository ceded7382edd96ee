import type { Db } from '../../../db/open.ts'
import { actorOf } from '../../accounts/principal.ts'
import type { Answer, EndReason } from '../../contract/exchanges.ts'
import type { Principal } from '../../contract/people.ts'
import { leaveLine, type Clock } from '../../journal/write.ts'
import { tell } from '../../journal/tell.ts'
import { Refusal } from '../../refusals.ts'
import { readProposalRow, sidesToAnswer } from './read.ts'
import { holdProposal, putAnswer, type ProposalRow } from './store.ts'

export interface Answering {
  proposalId: number
  answer: Answer
  reason?: EndReason
  /** Whether the other side may see the reason. */
  shareReason: boolean
  /** Needed only by somebody who is at home on both sides. */
  side?: 'offer' | 'need'
}

/**
 * Keeps what a side says to a proposal, and tells the other side, without the reason unless that is allowed; call it
 * inside a transaction.
 * @returns the proposal as it stood, and whether both sides are interested now
 * @throws Refusal `not_found`, `not_permitted`, `exchange_side_unclear`, `proposal_closed`, `proposal_reason_missing`
 */
export async function answerProposal(
  tx: Db,
  principal: Principal,
  { proposalId, answer, reason, shareReason, side: wanted }: Answering,
  clock: Clock,
): Promise<{ proposal: ProposalRow; areBothInterested: boolean }> {
  if (!(await holdProposal(tx, proposalId))) throw new Refusal('not_found', { proposal: proposalId })
  const proposal = await readProposalRow(tx, principal, proposalId)
  const side = sideOf(sidesToAnswer(principal, proposal), wanted)
  if (answer === 'interested' && !proposal.open) throw new Refusal('proposal_closed')
  if (answer === 'declined' && !reason) throw new Refusal('proposal_reason_missing')
  await putAnswer(tx, {
    proposalId,
    side,
    answer,
    reason: answer === 'interested' ? null : (reason ?? null),
    reasonShared: shareReason,
    answeredBy: principal.accountId,
    onBehalfOf: principal.onBehalfOf,
    answeredAt: clock().toISOString(),
  })
  await leaveLine(tx, actorOf(principal), clock, {
    action: 'proposal_answered',
    subjectKind: 'proposal',
    subjectId: proposalId,
    before: proposal.answers[side] ? { side, answer: proposal.answers[side].answer } : null,
    after: { side, answer, ...(reason && answer !== 'interested' && { reason }) },
  })
  await tell(tx, actorOf(principal), clock, [
    {
      kind: 'proposal_answered',
      subjectKind: 'proposal',
      subjectId: proposalId,
      organisations: [side === 'offer' ? proposal.receiverId : proposal.supplierId],
      params: { answer, reason: shareReason ? (reason ?? null) : null },
    },
  ])
  const other = proposal.answers[side === 'offer' ? 'need' : 'offer']
  return { proposal, areBothInterested: answer === 'interested' && other?.answer === 'interested' }
}

function sideOf(sides: readonly ('offer' | 'need')[], wanted?: 'offer' | 'need'): 'offer' | 'need' {
  if (wanted && !sides.includes(wanted)) throw new Refusal('not_permitted')
  const [side, second] = wanted ? [wanted] : sides
  if (!side) throw new Refusal('not_permitted')
  if (second) throw new Refusal('exchange_side_unclear')
  return side
}
