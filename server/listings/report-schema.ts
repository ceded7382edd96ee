import { Type, type Static } from 'typebox'
import { REPORT_REASONS } from '../contract/listing-life.ts'
import { Nullable, OneOf } from '../http/shapes.ts'
import { OwnListing } from './own-schema.ts'

export const ReportRequest = Type.Object(
  {
    reason: OneOf(REPORT_REASONS),
    note: Type.Optional(Type.String({ maxLength: 1000 })),
  },
  { additionalProperties: false },
)
export type ReportRequest = Static<typeof ReportRequest>

export const ListingReport = Type.Object({
  id: Type.Integer(),
  listing: OwnListing,
  reason: OneOf(REPORT_REASONS),
  note: Type.String(),
  /** Account that reported it; null for somebody who was not signed in. */
  reportedBy: Nullable(Type.Integer()),
  createdAt: Type.String(),
})

export const ListingReports = Type.Object({
  reports: Type.Array(ListingReport),
  nextCursor: Nullable(Type.Integer()),
})
export type ListingReports = Static<typeof ListingReports>
