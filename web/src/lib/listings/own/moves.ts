import { LISTING_MOVES, OWN_MOVES, type ListingStatus, type OwnMove } from '#lib/contract.ts'

/** The moves that an organisation can make from a status, as the table of the contract has them. */
export const movesFrom = (status: ListingStatus): OwnMove[] =>
  OWN_MOVES.filter((move) => (LISTING_MOVES[move].from as readonly ListingStatus[]).includes(status))

/** After these nothing brings a listing back, so that they ask first. */
export const isFinal = (move: OwnMove): boolean => move === 'fulfil' || move === 'withdraw'
