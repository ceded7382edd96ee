import {
  LISTING_MOVES,
  OPEN_STATUSES,
  type ListingMove,
  type ListingStatus,
} from '../contract/listing-life.ts'
import { Refusal } from '../refusals.ts'

const OPEN: ReadonlySet<ListingStatus> = new Set(OPEN_STATUSES)

/** A listing in any other status takes no part in anything. */
export const isOpen = (status: ListingStatus): boolean => OPEN.has(status)

/** Whether the table knows this move from where a listing stands. */
export const canMove = (move: ListingMove, from: ListingStatus): boolean =>
  (LISTING_MOVES[move].from as readonly ListingStatus[]).includes(from)

/**
 * Where a move leads.
 * @throws Refusal `listing_closed` from where nothing leads, `move_refused` when the table does not know the move from there
 */
export function statusAfter(move: ListingMove, from: ListingStatus): ListingStatus {
  if (!isOpen(from) && move !== 'publish_anew') throw new Refusal('listing_closed', { status: from })
  if (!canMove(move, from)) throw new Refusal('move_refused', { move, status: from })
  return LISTING_MOVES[move].to
}
