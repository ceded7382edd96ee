/** The life of a listing, read by the server and by the pages alike. */
export const LISTING_STATUSES = ['draft', 'published', 'paused', 'fulfilled', 'expired', 'withdrawn'] as const

/** Who moves a listing: its own organisation (or a facilitator who acts for it), the calendar, or a file read in again. */
export const LISTING_MOVERS = ['organisation', 'calendar', 'import'] as const

export type ListingStatus = (typeof LISTING_STATUSES)[number]
export type ListingMover = (typeof LISTING_MOVERS)[number]

interface Move {
  from: readonly ListingStatus[]
  to: ListingStatus
  by: ListingMover
}

/** Every move there is. What is not here cannot happen. */
export const LISTING_MOVES = {
  publish: { from: ['draft'], to: 'published', by: 'organisation' },
  pause: { from: ['published'], to: 'paused', by: 'organisation' },
  resume: { from: ['paused'], to: 'published', by: 'organisation' },
  fulfil: { from: ['published', 'paused'], to: 'fulfilled', by: 'organisation' },
  withdraw: { from: ['draft', 'published', 'paused'], to: 'withdrawn', by: 'organisation' },
  expire: { from: ['published', 'paused'], to: 'expired', by: 'calendar' },
  publish_anew: { from: ['draft', 'fulfilled', 'expired', 'withdrawn'], to: 'published', by: 'import' },
} as const satisfies Record<string, Move>

export type ListingMove = keyof typeof LISTING_MOVES

/** The moves that an organisation makes itself, in the order in which they are shown. */
export const OWN_MOVES = ['publish', 'resume', 'pause', 'fulfil', 'withdraw'] as const
export type OwnMove = (typeof OWN_MOVES)[number]

/** In these a listing takes part in something or may yet; in the others it can only be copied. */
export const OPEN_STATUSES = ['draft', 'published', 'paused'] as const

export const REPORT_REASONS = ['wrong', 'unlawful', 'offensive', 'spam', 'other'] as const
export type ReportReason = (typeof REPORT_REASONS)[number]

export const FILE_PURPOSES = ['photo', 'safety_data_sheet', 'analysis', 'weighbridge_note', 'other'] as const
export type FilePurpose = (typeof FILE_PURPOSES)[number]

/** The four conditions of a by-product, each stated by the holder; the platform draws no conclusion from them. */
export const BY_PRODUCT_CONDITIONS = ['useCertain', 'noFurtherProcessing', 'integralPart', 'lawful'] as const
export type ByProductCondition = (typeof BY_PRODUCT_CONDITIONS)[number]

export const PERMIT_KINDS = ['permit', 'registration', 'environmental_decision'] as const
export type PermitKind = (typeof PERMIT_KINDS)[number]
