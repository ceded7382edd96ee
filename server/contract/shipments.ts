import type { Side } from './exchanges.ts'

/** Where a shipment line stands. */
export const SHIPMENT_STATES = ['recorded', 'confirmed', 'disputed', 'replaced'] as const
export const DISPUTE_REASONS = ['quantity', 'quality', 'date', 'not_received', 'other'] as const

export type ShipmentState = (typeof SHIPMENT_STATES)[number]
export type DisputeReason = (typeof DISPUTE_REASONS)[number]
export type ShipmentMove = 'confirm' | 'dispute' | 'replace'

/** Who moves a line from where to where: the side that recorded it, or the other one. */
export interface ShipmentTransition {
  move: ShipmentMove
  from: readonly ShipmentState[]
  to: ShipmentState
  by: 'recorder' | 'other_side'
}

/**
 * The life of a shipment line. A correction is a new line; the old one is `replaced` at once while nobody has confirmed
 * it, and otherwise when the new one is confirmed.
 */
export const SHIPMENT_TRANSITIONS: readonly ShipmentTransition[] = [
  { move: 'confirm', from: ['recorded', 'disputed'], to: 'confirmed', by: 'other_side' },
  { move: 'dispute', from: ['recorded'], to: 'disputed', by: 'other_side' },
  { move: 'replace', from: ['recorded', 'disputed', 'confirmed'], to: 'replaced', by: 'recorder' },
]

/** The moves that a side may make with a line as it stands. */
export const shipmentMovesOf = (
  { state, recordedBySide }: { state: ShipmentState; recordedBySide: Side },
  side: Side,
): ShipmentMove[] =>
  SHIPMENT_TRANSITIONS.filter(
    ({ from, by }) => from.includes(state) && (by === 'recorder') === (recordedBySide === side),
  ).map(({ move }) => move)
