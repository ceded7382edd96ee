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
  'webhook_disabled',
] as const
export const MAIL_TIMES = ['at_once', 'daily', 'weekly', 'never'] as const
/** What a saved search looks through: the list of listings, or the partners of something that one has or needs. */
export const SEARCH_KINDS = ['listings', 'matching'] as const
/** Why a webhook no longer gets anything: its owner said so, its address is gone, or it failed for days. */
export const WEBHOOK_ENDS = ['owner', 'gone', 'failing'] as const

export type EventKind = (typeof EVENT_KINDS)[number]
export type MailTime = (typeof MAIL_TIMES)[number]
export type SearchKind = (typeof SEARCH_KINDS)[number]
export type WebhookEnd = (typeof WEBHOOK_ENDS)[number]

/** When somebody hears of it by e-mail who has not said otherwise: at once where another person waits for him. */
export const MAIL_DEFAULTS: Record<EventKind, MailTime> = {
  proposal_found: 'daily',
  proposal_answered: 'at_once',
  exchange_opened: 'at_once',
  exchange_moved: 'at_once',
  message_sent: 'at_once',
  terms_offered: 'at_once',
  terms_agreed: 'at_once',
  shipment_recorded: 'at_once',
  shipment_confirmed: 'daily',
  shipment_disputed: 'at_once',
  listing_reported: 'daily',
  listing_hidden: 'at_once',
  listing_expires: 'daily',
  saved_search_hit: 'daily',
  organisation_verified: 'daily',
  membership_changed: 'daily',
  exchange_stale: 'weekly',
  desk_assigned: 'at_once',
  webhook_disabled: 'at_once',
}
