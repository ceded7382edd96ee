import type { Side } from '../contract/exchanges.ts'
import { shipmentMovesOf, type ShipmentMove, type ShipmentState } from '../contract/shipments.ts'
import { Refusal } from '../refusals.ts'

/** @throws Refusal `shipment_state_wrong` when a side may not make a move with a line as it stands */
export function permitMove(
  move: ShipmentMove,
  line: { state: ShipmentState; recordedBySide: Side },
  side: Side,
): void {
  if (!shipmentMovesOf(line, side).includes(move))
    throw new Refusal('shipment_state_wrong', { move, state: line.state })
}
