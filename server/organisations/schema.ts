import { Type, type Static } from 'typebox'
import { PRECISIONS } from '../contract/words.ts'
import { Names, Nullable, OneOf, Slug } from '../http/shapes.ts'

/** Either an area of the catalogue or a point; a point may be shown to others less exactly than it is given. */
export const Place = Type.Union([
  Type.Object({ municipality: Slug }, { additionalProperties: false }),
  Type.Object(
    {
      lon: Type.Number({ minimum: -180, maximum: 180 }),
      lat: Type.Number({ minimum: -90, maximum: 90 }),
      precision: Type.Optional(OneOf(PRECISIONS)),
      /** The municipality that the point lies in; without it the one whose seat is nearest. */
      municipality: Type.Optional(Slug),
    },
    { additionalProperties: false },
  ),
])
export type Place = Static<typeof Place>

/** Where a listing is shown to be: never more exact than its owner allows. */
export const ShownPlace = Type.Object({
  lon: Type.Number(),
  lat: Type.Number(),
  precision: OneOf(PRECISIONS),
  radiusKm: Type.Number(),
  /** Null where only the region is shown, or where the point lies in no municipality of the catalogue. */
  municipality: Nullable(Type.Object({ id: Type.String(), names: Names })),
  region: Nullable(Type.Object({ id: Type.String(), names: Names })),
})
