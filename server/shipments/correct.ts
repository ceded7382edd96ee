import type { Db } from '../../db/open.ts'
import { settle } from '../../db/transaction.ts'
import type { Principal } from '../contract/people.ts'
import { sideOf } from '../exchanges/parties.ts'
import type { Clock } from '../journal/write.ts'
import { permitMove } from './lifecycle.ts'
import { holdLineAndExchange } from './hold.ts'
import { writeLine, type Movement } from './record.ts'
import type { LineWithFiles } from './read.ts'
import { setState } from './store.ts'

export interface Correction extends Movement {
  shipmentId: number
}

/**
 * Puts a new line in the place of one that its own side got wrong. A line that the other side had confirmed stays in
 * force until the new one is confirmed too.
 * @throws Refusal as `recordShipment`, and `shipment_state_wrong`
 */
export async function correctShipment(
  db: Db,
  principal: Principal,
  { shipmentId, ...movement }: Correction,
  clock: Clock,
  today: string,
): Promise<LineWithFiles> {
  return settle(db, async (tx) => {
    const { line, held } = await holdLineAndExchange(tx, shipmentId)
    const side = sideOf(principal, held, line.recordedBySide)
    permitMove('replace', line, side)
    const corrected = await writeLine(
      tx,
      principal,
      { held, side, movement, replaces: line.id },
      clock,
      today,
    )
    if (line.state !== 'confirmed') await setState(tx, line.id, { state: 'replaced' })
    return corrected
  })
}
