/** What people can be told of; each has a sentence in both languages and a preference. */
export const EVENT_KINDS = [
  'proposal_found',
  'proposal_answered',
  'exchange_opened',
  'exchange_moved',
  'message_sent',
  'terms_offered',
  'terms_agreed',
  'shipment_recorded',
  'shipment_confirmed',
  'shipment_disputed',
  'listing_reported',
  'listing_hidden',
  'listing_expires',
  'saved_search_hit',
  'organisation_verified',
  'membership_changed',
  'exchange_stale',
  'desk_assigned',
] as const
export const MAIL_TIMES = ['at_once', 'daily', 'weekly', 'never'] as const

export type EventKind = (typeof EVENT_KINDS)[number]
export type MailTime = (typeof MAIL_TIMES)[number]
