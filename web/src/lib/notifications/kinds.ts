import { isFacilitator } from '#lib/account/writable.ts'
import type { EventKind, Me } from '#lib/contract.ts'

/** Kinds of news as they stand together on pages. */
const GROUPS = {
  partners: ['proposal_found', 'proposal_answered', 'saved_search_hit'],
  exchanges: ['exchange_opened', 'message_sent', 'terms_offered', 'terms_agreed', 'exchange_moved'],
  shipments: ['shipment_recorded', 'shipment_confirmed', 'shipment_disputed'],
  listings: ['listing_expires', 'listing_hidden'],
  organisation: ['organisation_verified', 'membership_changed', 'webhook_disabled'],
  facilitators: ['desk_assigned', 'exchange_stale', 'listing_reported'],
} as const satisfies Record<string, readonly EventKind[]>

export interface KindGroup {
  name: keyof typeof GROUPS
  kinds: readonly EventKind[]
}

/** The groups of what somebody may hear of. */
export const kindGroupsOf = (me: Me | null): KindGroup[] =>
  (Object.entries(GROUPS) as [KindGroup['name'], readonly EventKind[]][])
    .filter(([name]) => name !== 'facilitators' || isFacilitator(me))
    .map(([name, kinds]) => ({ name, kinds }))
