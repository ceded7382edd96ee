import type { Db } from '../../../db/open.ts'
import { settle } from '../../../db/transaction.ts'
import { actorOf } from '../../accounts/principal.ts'
import type { DismissalReason } from '../../contract/desk.ts'
import type { Principal } from '../../contract/people.ts'
import { leaveLine, type Clock } from '../../journal/write.ts'
import { holdProposal } from '../../matching/proposals/store.ts'
import { Refusal } from '../../refusals.ts'
import { atDesk, deskSubject } from '../permissions.ts'
import { findQueueRows, setDismissal } from './store.ts'

/**
 * Takes a proposal off the desk with a reason, or (null) puts it back. Its sides hear nothing of it and may go on by
 * themselves.
 * @throws Refusal `not_permitted`, `not_found`; `exchange_open_already` when the two are talking already
 */
export async function dismiss(
  db: Db,
  principal: Principal,
  { proposalId, reason }: { proposalId: number; reason: DismissalReason | null },
  clock: Clock,
): Promise<void> {
  const facilitator = atDesk(principal)
  await settle(db, async (tx) => {
    if (!(await holdProposal(tx, proposalId))) throw new Refusal('not_found', { proposal: proposalId })
    const [row] = await findQueueRows(tx, { id: proposalId, order: 'age', after: null, limit: 1 })
    const before = row?.dismissed?.reason ?? null
    if (before === reason) return
    if (reason !== null && row?.state === 'exchange')
      throw new Refusal('exchange_open_already', { exchange: row.exchange!.id })
    const at = clock().toISOString()
    await setDismissal(tx, proposalId, reason && { reason, by: facilitator.accountId, at })
    await leaveLine(tx, actorOf(facilitator), clock, {
      action: reason === null ? 'proposal_restored' : 'proposal_dismissed',
      subjectKind: deskSubject('proposal'),
      subjectId: proposalId,
      before: { reason: before },
      after: { reason },
    })
  })
}
