import type { Db } from '../../db/open.ts'
import { settle } from '../../db/transaction.ts'
import { actorOf } from '../accounts/principal.ts'
import type { Act, EndReason, Party, Side, Stage } from '../contract/exchanges.ts'
import type { Principal } from '../contract/people.ts'
import { leaveLine, type Actor, type Clock } from '../journal/write.ts'
import { tell } from '../journal/tell.ts'
import { announce } from '../listings/store.ts'
import { Refusal } from '../refusals.ts'
import { permitStep } from './lifecycle.ts'
import { partyOf } from './parties.ts'
import { releaseRemainder } from './stock/store.ts'
import {
  countCompleted,
  countOpenShipments,
  holdExchange,
  touchExchange,
  type StoredExchange,
} from './store.ts'

/** The acts that do nothing but move an exchange. */
export const MOVES = ['start', 'suspend', 'resume', 'complete', 'decline', 'lapse'] as const satisfies Act[]
export type MoveAct = (typeof MOVES)[number]

export interface Move {
  exchangeId: number
  act: MoveAct
  reason?: EndReason
  /** Needed only by somebody who is at home on both sides. */
  side?: Side
}

/**
 * Moves an exchange along its life cycle.
 * @returns the stage it is in then
 * @throws Refusal `not_found`, `not_permitted`, `exchange_stage_wrong`, `exchange_reason_missing`, `exchange_shipment_open`
 */
export async function move(
  db: Db,
  principal: Principal,
  { exchangeId, act, reason, side }: Move,
  clock: Clock,
): Promise<Stage> {
  return settle(db, async (tx) => {
    const held = await holdExchange(tx, exchangeId)
    if (!held) throw new Refusal('not_found', { exchange: exchangeId })
    const party = partyOf(principal, held.exchange, side)
    return moveHeld(tx, actorOf(principal), party, held, act, reason, clock)
  })
}

/** The same for an exchange that is held by the transaction already. */
export async function moveHeld(
  tx: Db,
  actor: Actor,
  party: Party,
  { exchange, bundle, others }: NonNullable<Awaited<ReturnType<typeof holdExchange>>>,
  act: MoveAct,
  reason: EndReason | undefined,
  clock: Clock,
): Promise<Stage> {
  const step = permitStep(act, exchange.stage, party)
  if (step.when === 'reason_given' && !reason) throw new Refusal('exchange_reason_missing')
  if (step.when === 'no_shipment_open') {
    const open = await countOpenShipments(tx, exchange.id)
    if (open > 0) throw new Refusal('exchange_shipment_open', { open })
  }
  const to = step.to ?? exchange.stage
  await enterStage(tx, actor, exchange, { act, to, party, ...(reason && { reason }) }, clock)
  if (act === 'complete') {
    await releaseRemainder(tx, exchange.id)
    await announce(tx, await countCompleted(tx, [exchange.supplierId, exchange.receiverId]))
  }
  if (act === 'decline' || act === 'lapse') {
    await releaseRemainder(tx, exchange.id)
    const bound = bundle?.allOrNone ? others.filter(({ stage }) => isUnsealed(stage)) : []
    // One that falls takes those with it that were only to hold together.
    if (isUnsealed(exchange.stage))
      for (const other of bound)
        await enterStage(tx, actor, other, { act, to, party: 'system', reason: 'other' }, clock)
  }
  return to
}

const isUnsealed = (stage: Stage) => stage === 'introduced' || stage === 'negotiating'

/** What happened, for the journal and for those who are told. */
export interface Entered {
  act: Act
  to: Stage
  party: Party
  reason?: string
}

/** Puts an exchange into a stage, with its line in the journal, and tells both sides and the facilitator. */
export async function enterStage(
  tx: Db,
  actor: Actor,
  exchange: StoredExchange,
  { act, to, party, reason }: Entered,
  clock: Clock,
): Promise<void> {
  const now = clock().toISOString()
  await touchExchange(tx, exchange, now, { stage: to, ...(reason !== undefined && { reason }) })
  await leaveLine(tx, actor, clock, {
    action: `exchange_${act}`,
    subjectKind: 'exchange',
    subjectId: exchange.id,
    before: { stage: exchange.stage },
    after: { stage: to, party, ...(reason !== undefined && { reason }) },
  })
  await tell(tx, actor, clock, [
    {
      kind: 'exchange_moved',
      subjectKind: 'exchange',
      subjectId: exchange.id,
      organisations: [exchange.supplierId, exchange.receiverId],
      ...(exchange.assignedTo !== null && { accounts: [exchange.assignedTo] }),
      params: { act, stage: to, party },
    },
  ])
}
