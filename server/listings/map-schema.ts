import { Type, type Static } from 'typebox'
import { LISTING_KINDS, PRECISIONS, PROVENANCES, STREAMS } from '../contract/words.ts'
import { Nullable, OneOf } from '../http/shapes.ts'

/** A listing as a point on the map: where it is shown to be, never where it is. */
export const ListingFeature = Type.Object({
  type: Type.Literal('Feature'),
  id: Type.Integer(),
  geometry: Type.Object({
    type: Type.Literal('Point'),
    coordinates: Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }),
  }),
  properties: Type.Object({
    id: Type.Integer(),
    kind: OneOf(LISTING_KINDS),
    title: Type.String(),
    organisation: Nullable(Type.String()),
    stream: Nullable(OneOf(STREAMS)),
    /** The material or use that weighs most. */
    target: Nullable(
      Type.Object({
        kind: OneOf(['material', 'use'] as const),
        id: Type.String(),
        en: Type.String(),
        ka: Type.String(),
      }),
    ),
    massTonnes: Nullable(Type.Number()),
    precision: OneOf(PRECISIONS),
    radiusKm: Type.Number(),
    provenance: OneOf(PROVENANCES),
    demonstration: Type.Boolean(),
  }),
})

export const ListingFeatures = Type.Object({
  type: Type.Literal('FeatureCollection'),
  /** True when there are more listings than one answer holds: narrow the box down. */
  truncated: Type.Boolean(),
  features: Type.Array(ListingFeature),
})
export type ListingFeatures = Static<typeof ListingFeatures>
