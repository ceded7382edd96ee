import { Type, type Static } from 'typebox'
import { STREAMS } from '../../contract/words.ts'
import { Names, Nullable, OneOf, Slug } from '../../http/shapes.ts'

/** Most rows of a page. */
export const MOST_MATERIALS = 100

const Node = Type.Object({ kind: OneOf(['material', 'use'] as const), id: Type.String(), names: Names })

const Evidence = {
  conditions: Nullable(Names),
  source: Type.String(),
  sourceUrl: Nullable(Type.String()),
  sourceStatus: OneOf(['seen', 'unverified'] as const),
}

export const MaterialsQuery = Type.Object(
  {
    q: Type.Optional(
      Type.String({
        maxLength: 200,
        description: 'Words of a name; without it, everything by its English name',
      }),
    ),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_MATERIALS, default: 50 })),
    offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000, default: 0 })),
  },
  { additionalProperties: false },
)
export type MaterialsQuery = Static<typeof MaterialsQuery>

/** One page of materials. */
export const MaterialsPage = Type.Object({
  materials: Type.Array(
    Type.Object({
      id: Type.String(),
      names: Names,
      stream: OneOf(STREAMS),
      wasteCodes: Type.Array(Type.String()),
    }),
  ),
  total: Type.Integer(),
  /** Where the next page begins; null on the last. */
  nextOffset: Nullable(Type.Integer()),
})
export type MaterialsPage = Static<typeof MaterialsPage>

export const MaterialParams = Type.Object({ id: Slug })

const Pathway = Type.Object({
  id: Type.String(),
  from: Node,
  process: Type.Object({ id: Type.String(), names: Names }),
  rCode: Type.String(),
  /** What comes out, and the role that it serves; at least one of the two. */
  product: Nullable(Node),
  use: Nullable(Node),
  yieldTonnesPerTonne: Nullable(Type.Number()),
  maturity: OneOf(['commercial', 'demonstrated', 'pilot', 'research'] as const),
  ...Evidence,
})

/** A material with everything that the engine knows around it. */
export const MaterialResponse = Type.Object({
  id: Type.String(),
  names: Names,
  synonyms: Type.Object({ en: Type.Array(Type.String()), ka: Type.Array(Type.String()) }),
  stream: OneOf(STREAMS),
  state: Type.String(),
  bulkDensityKgM3: Nullable(Type.Number()),
  densitySource: Nullable(Type.String()),
  source: Type.String(),
  sourceStatus: OneOf(['seen', 'unverified'] as const),
  wasteCodes: Type.Array(Type.Object({ code: Type.String(), names: Names, hazardous: Type.Boolean() })),
  /** Nearest first. */
  groups: Type.Array(Node),
  kinds: Type.Array(Node),
  /** Roles that are stated of it or of a group above it, best first. */
  suitabilities: Type.Array(Type.Object({ stated: Node, use: Node, weight: Type.Number(), ...Evidence })),
  /** Conversions of it or of a group above it. */
  conversions: Type.Array(Pathway),
  /** Conversions that lead to it. */
  sources: Type.Array(Pathway),
  /** Who typically discards it or takes it. */
  sectors: Type.Array(
    Type.Object({
      sector: Type.String(),
      names: Type.Object({ en: Type.String(), ka: Nullable(Type.String()) }),
      direction: OneOf(['discards', 'takes'] as const),
      weight: Type.Number(),
      sourceStatus: OneOf(['seen', 'unverified'] as const),
    }),
  ),
  factors: Type.Array(
    Type.Object({
      id: Type.String(),
      kind: Type.String(),
      route: Nullable(Type.String()),
      value: Type.Number(),
      unit: Type.String(),
      year: Nullable(Type.Integer()),
      estimate: Type.Boolean(),
      source: Type.String(),
      sourceUrl: Nullable(Type.String()),
    }),
  ),
  rules: Type.Array(
    Type.Object({
      id: Type.String(),
      effect: OneOf(['veto', 'needs_permit', 'notice'] as const),
      names: Names,
      citations: Names,
      sourceUrl: Nullable(Type.String()),
      status: OneOf(['verified', 'unverified'] as const),
    }),
  ),
})
export type MaterialResponse = Static<typeof MaterialResponse>
