import type { Db } from '../../db/open.ts'
import { settle } from '../../db/transaction.ts'
import { actorOf } from '../accounts/principal.ts'
import type { Side } from '../contract/exchanges.ts'
import type { Principal } from '../contract/people.ts'
import { permitStep } from '../exchanges/lifecycle.ts'
import { organisationOf, otherSide, sideOf } from '../exchanges/parties.ts'
import { holdExchange, touchExchange, type StoredExchange } from '../exchanges/store.ts'
import { refuseMoveWithoutPermit } from '../exchanges/terms/permits.ts'
import { sealedTerms } from '../exchanges/terms/store.ts'
import { attachFiles } from '../files/attach.ts'
import { tell } from '../journal/tell.ts'
import { leaveLine, type Clock } from '../journal/write.ts'
import { Refusal } from '../refusals.ts'
import { periodOf, refuseBeyondTerms, refuseWrongDay } from './rules.ts'
import { withFiles, type LineWithFiles } from './read.ts'
import { insertLine, movedTonnes } from './store.ts'

/** What one side says was moved. */
export interface Movement {
  movedOn: string
  tonnes: number
  vehicle?: string | undefined
  weighbridgeNote?: string | undefined
  /** Uploads of the recorder’s own for his side. */
  files?: readonly string[] | undefined
}

export interface Recording extends Movement {
  exchangeId: number
  /** Needed only from somebody who is at home on both sides. */
  side?: Side | undefined
}

/**
 * Records tonnes that were moved under the sealed terms; the first line makes the exchange active.
 * @param today ISO day of the installation
 * @throws Refusal `not_found`, `not_permitted`, `exchange_stage_wrong`, `shipment_in_future`, `shipment_outside_terms`, `shipment_without_permit`, `shipment_exceeds_terms`, `file_not_yours`
 */
export async function recordShipment(
  db: Db,
  principal: Principal,
  { exchangeId, side: wanted, ...movement }: Recording,
  clock: Clock,
  today: string,
): Promise<LineWithFiles> {
  return settle(db, async (tx) => {
    const held = (await holdExchange(tx, exchangeId))?.exchange
    if (!held) throw new Refusal('not_found', { exchange: exchangeId })
    const side = sideOf(principal, held, wanted)
    return writeLine(tx, principal, { held, side, movement, replaces: null }, clock, today)
  })
}

/** Writes one line, also in the place of another, once it is known who writes it. Call it in a transaction that holds the exchange. */
export async function writeLine(
  tx: Db,
  principal: Principal,
  {
    held,
    side,
    movement,
    replaces,
  }: { held: StoredExchange; side: Side; movement: Movement; replaces: number | null },
  clock: Clock,
  today: string,
): Promise<LineWithFiles> {
  const step = permitStep('record_shipment', held.stage, side)
  const terms = await sealedTerms(tx, held.id)
  if (!terms) throw new Refusal('exchange_stage_wrong', { act: 'record_shipment', stage: held.stage })
  refuseWrongDay(terms, movement.movedOn, today)
  // A correction to nothing takes back that anything was moved.
  if (movement.tonnes > 0) await refuseMoveWithoutPermit(tx, held, movement.movedOn)
  const moved = await movedTonnes(tx, held.id, periodOf(terms, movement.movedOn), replaces)
  refuseBeyondTerms(terms, moved, movement.tonnes)
  const now = clock().toISOString()
  const line = await insertLine(tx, {
    exchangeId: held.id,
    movedOn: movement.movedOn,
    tonnes: movement.tonnes,
    unit: terms.unit,
    vehicle: movement.vehicle ?? null,
    weighbridgeNote: movement.weighbridgeNote ?? null,
    recordedBySide: side,
    recordedBy: principal.accountId,
    replaces,
    createdAt: now,
  })
  if (movement.files?.length)
    await attachFiles(tx, principal, {
      ids: movement.files,
      organisationId: organisationOf(held, side),
      subject: { kind: 'shipment', id: line.id },
    })
  await touchExchange(tx, held, now, step.to ? { stage: step.to } : {})
  await leaveLine(tx, actorOf(principal), clock, {
    action: replaces === null ? 'shipment_recorded' : 'shipment_corrected',
    subjectKind: 'shipment',
    subjectId: line.id,
    before: replaces === null ? null : { shipment: replaces },
    after: { exchange: held.id, movedOn: line.movedOn, tonnes: line.tonnes, unit: line.unit, side },
  })
  await tell(tx, actorOf(principal), clock, [
    {
      kind: 'shipment_recorded',
      subjectKind: 'exchange',
      subjectId: held.id,
      organisations: [organisationOf(held, otherSide(side))],
      params: { shipment: line.id, tonnes: line.tonnes, unit: line.unit, movedOn: line.movedOn },
    },
  ])
  return withFiles(tx, line)
}
