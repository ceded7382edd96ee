import { Type, type Static } from 'typebox'
import { Names, Nullable, OneOf } from '../http/shapes.ts'

/** Outlines of the regions, WGS 84. */
export const RegionFeatures = Type.Object({
  type: Type.Literal('FeatureCollection'),
  features: Type.Array(
    Type.Object({
      type: Type.Literal('Feature'),
      id: Type.String(),
      geometry: Type.Object({
        type: Type.Literal('MultiPolygon'),
        coordinates: Type.Array(Type.Array(Type.Array(Type.Array(Type.Number())))),
      }),
      properties: Type.Object({ id: Type.String(), names: Names }),
    }),
  ),
})
export type RegionFeatures = Static<typeof RegionFeatures>

export const Municipalities = Type.Object({
  municipalities: Type.Array(
    Type.Object({
      id: Type.String(),
      region: Type.String(),
      type: OneOf(['municipality', 'town'] as const),
      names: Names,
      lon: Type.Number(),
      lat: Type.Number(),
      population: Nullable(Type.Integer()),
      areaKm2: Nullable(Type.Number()),
    }),
  ),
})
export type Municipalities = Static<typeof Municipalities>

export const BusiestMunicipality = Type.Object({
  municipality: Nullable(
    Type.String({ description: 'Id; null where fewer than three organisations list anything' }),
  ),
})
export type BusiestMunicipality = Static<typeof BusiestMunicipality>
