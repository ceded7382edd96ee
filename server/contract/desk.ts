import { END_REASONS, type Stage } from './exchanges.ts'

/** Where a proposal stands for facilitators; the first that holds, from the end of the way to its beginning. */
export const DESK_STATES = ['new', 'interested', 'declined', 'stale', 'dismissed', 'exchange'] as const
/** What waits for a facilitator. */
export const WAITING_STATES = ['new', 'interested'] as const
/** Why a facilitator takes a proposal off the desk. */
export const DISMISSAL_REASONS = [...END_REASONS, 'not_a_match'] as const
export const QUEUE_ORDERS = ['impact', 'age'] as const
/** What facilitators write notes about. */
export const NOTE_SUBJECTS = ['proposal', 'exchange', 'organisation'] as const
export const NOTE_LENGTH = 4000
/** Days without anything happening after which an exchange is stale, and its facilitator is reminded; then again after as many. */
export const STALE_AFTER_DAYS = {
  introduced: 7,
  negotiating: 14,
  agreed: 14,
  active: 30,
  suspended: 30,
} as const satisfies Partial<Record<Stage, number>>

export type DeskState = (typeof DESK_STATES)[number]
export type DismissalReason = (typeof DISMISSAL_REASONS)[number]
export type QueueOrder = (typeof QUEUE_ORDERS)[number]
export type NoteSubject = (typeof NOTE_SUBJECTS)[number]
