import type { EventKind } from '../contract/events.ts'
import type { MembershipRole } from '../contract/people.ts'

const OWNERS = ['owner'] as const
const WRITERS = ['owner', 'editor'] as const
const EVERYBODY = ['owner', 'editor', 'viewer'] as const

/**
 * Which people of an organisation hear of what it is told. Whoever only looks on hears of what was decided, not of what
 * waits to be done; who belongs to it and what it is connected with concerns its owners.
 */
export const HEARD_BY: Record<EventKind, readonly MembershipRole[]> = {
  proposal_found: WRITERS,
  proposal_answered: WRITERS,
  exchange_opened: EVERYBODY,
  exchange_moved: EVERYBODY,
  message_sent: WRITERS,
  terms_offered: WRITERS,
  terms_agreed: EVERYBODY,
  shipment_recorded: WRITERS,
  shipment_confirmed: EVERYBODY,
  shipment_disputed: WRITERS,
  listing_reported: WRITERS,
  listing_hidden: WRITERS,
  listing_expires: WRITERS,
  saved_search_hit: EVERYBODY,
  organisation_verified: EVERYBODY,
  membership_changed: OWNERS,
  exchange_stale: WRITERS,
  desk_assigned: [],
  webhook_disabled: OWNERS,
}

/**
 * Of these one unread notification about a subject is enough, however often it happens: a room fills with messages. The
 * newest takes the place of the one before, and no second letter goes out.
 */
export const TOLD_ONCE_UNTIL_READ: ReadonlySet<EventKind> = new Set(['message_sent', 'exchange_stale'])
