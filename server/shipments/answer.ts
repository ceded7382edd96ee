import type { Db } from '../../db/open.ts'
import { settle } from '../../db/transaction.ts'
import { actorOf } from '../accounts/principal.ts'
import type { Principal } from '../contract/people.ts'
import type { DisputeReason } from '../contract/shipments.ts'
import { permitStep } from '../exchanges/lifecycle.ts'
import { organisationOf, otherSide, sideOf } from '../exchanges/parties.ts'
import { touchExchange, type StoredExchange } from '../exchanges/store.ts'
import { sealedTerms, type StoredTerms } from '../exchanges/terms/store.ts'
import type { Impact } from '../impact/compute.ts'
import type { Deal } from '../impact/facts.ts'
import { freezeImpact } from '../impact/freeze.ts'
import { tell, type Telling } from '../journal/tell.ts'
import { leaveLine, type Clock } from '../journal/write.ts'
import type { Catalogue } from '../materials/catalogue.ts'
import { Refusal } from '../refusals.ts'
import { holdLineAndExchange } from './hold.ts'
import { permitMove } from './lifecycle.ts'
import { periodOf, refuseBeyondTerms } from './rules.ts'
import { isOfMaterial, movedTonnes, readDeal, setState, type Line } from './store.ts'

/**
 * The other side says that a line is right; what it did is computed and frozen in the same transaction, and a confirmed
 * line that it corrects is replaced. What is no material has no factors, so that nothing is claimed of it.
 * @returns null for what is no material
 * @throws Refusal `not_found`, `not_permitted`, `shipment_state_wrong`, `shipment_own`, `shipment_exceeds_terms`
 */
export async function confirmShipment(
  db: Db,
  principal: Principal,
  { shipmentId }: { shipmentId: number },
  clock: Clock,
  catalogue: Catalogue,
): Promise<Impact | null> {
  return settle(db, async (tx) => {
    const { line, held } = await answering(tx, principal, shipmentId, 'confirm')
    const terms = (await sealedTerms(tx, held.id))!
    // While it was disputed it held nothing, so that others may have taken what the terms leave.
    if (line.state === 'disputed') {
      const moved = await movedTonnes(tx, held.id, periodOf(terms, line.movedOn), line.replaces)
      refuseBeyondTerms(terms, moved, line.tonnes)
    }
    await setState(tx, line.id, {
      state: 'confirmed',
      answeredBy: principal.accountId,
      answeredAt: clock().toISOString(),
    })
    if (line.replaces !== null) await setState(tx, line.replaces, { state: 'replaced' })
    const impact = (await isOfMaterial(tx, held))
      ? await freezeImpact(
          tx,
          { shipmentId: line.id, deal: await dealUnder(tx, held, terms), tonnes: line.tonnes },
          catalogue,
          clock,
        )
      : null
    await note(tx, principal, clock, held, line, 'shipment_confirmed', { tonnes: line.tonnes })
    return impact
  })
}

async function dealUnder(
  tx: Db,
  held: StoredExchange,
  { pricePerTonne, currency, transportBy }: StoredTerms,
): Promise<Deal> {
  return { ...(await readDeal(tx, held)), price: { amount: pricePerTonne, currency }, transportBy }
}

/** The other side says that a line is wrong, and how; whoever recorded it corrects it with a new line. */
export async function disputeShipment(
  db: Db,
  principal: Principal,
  { shipmentId, reason, tonnes }: { shipmentId: number; reason: DisputeReason; tonnes?: number | undefined },
  clock: Clock,
): Promise<void> {
  await settle(db, async (tx) => {
    const { line, held } = await answering(tx, principal, shipmentId, 'dispute')
    await setState(tx, line.id, {
      state: 'disputed',
      answeredBy: principal.accountId,
      answeredAt: clock().toISOString(),
      disputeReason: reason,
      disputeTonnes: tonnes ?? null,
    })
    await note(tx, principal, clock, held, line, 'shipment_disputed', {
      reason,
      tonnes: line.tonnes,
      disputeTonnes: tonnes ?? null,
    })
  })
}

async function answering(
  tx: Db,
  principal: Principal,
  shipmentId: number,
  move: 'confirm' | 'dispute',
): Promise<{ line: Line; held: StoredExchange }> {
  const { line, held } = await holdLineAndExchange(tx, shipmentId)
  const side = sideOf(principal, held, otherSide(line.recordedBySide))
  permitStep('answer_shipment', held.stage, side)
  permitMove(move, line, side)
  // Somebody at home on both sides, or who acts for both, does not confirm himself.
  if (line.recordedBy === principal.accountId) throw new Refusal('shipment_own')
  return { line, held }
}

async function note(
  tx: Db,
  principal: Principal,
  clock: Clock,
  held: StoredExchange,
  line: Line,
  kind: 'shipment_confirmed' | 'shipment_disputed',
  params: NonNullable<Telling['params']>,
): Promise<void> {
  const actor = actorOf(principal)
  await touchExchange(tx, held, clock().toISOString())
  await leaveLine(tx, actor, clock, {
    action: kind,
    subjectKind: 'shipment',
    subjectId: line.id,
    before: { state: line.state },
    after: { exchange: held.id, ...params },
  })
  await tell(tx, actor, clock, [
    {
      kind,
      subjectKind: 'exchange',
      subjectId: held.id,
      organisations: [organisationOf(held, line.recordedBySide)],
      facilitators: kind === 'shipment_disputed',
      params: { shipment: line.id, unit: line.unit, ...params },
    },
  ])
}
