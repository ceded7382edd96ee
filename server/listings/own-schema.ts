import { Type, type Static } from 'typebox'
import { AUDIENCES, PRECISIONS } from '../contract/words.ts'
import { LISTING_STATUSES } from '../contract/listing-life.ts'
import { Nullable, OneOf } from '../http/shapes.ts'
import { PublicListing } from './schema.ts'

/** A listing as its own organisation and facilitators see it: wherever it stands, with its true place. */
export const OwnListing = Type.Object(
  {
    ...PublicListing.properties,
    status: OneOf(LISTING_STATUSES),
    audience: OneOf(AUDIENCES),
    /** Where it is, and how exactly others see it. */
    exact: Type.Object({
      site: Type.Integer(),
      lon: Type.Number(),
      lat: Type.Number(),
      precision: OneOf(PRECISIONS),
      municipality: Nullable(Type.String()),
    }),
    /** When and why a facilitator took it out of sight. */
    hidden: Nullable(Type.Object({ at: Type.String(), reason: Type.String() })),
    copiedFrom: Nullable(Type.Integer()),
    createdAt: Type.String(),
  },
  { $id: 'OwnListing' },
)
export type OwnListing = Static<typeof OwnListing>

export const OwnListings = Type.Object({
  listings: Type.Array(OwnListing),
  nextCursor: Nullable(Type.Integer()),
})
export type OwnListings = Static<typeof OwnListings>
