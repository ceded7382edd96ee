import { Type, type Static } from 'typebox'
import { Names, Nullable, OneOf } from '../../http/shapes.ts'

const Range = Type.Object({ low: Type.Number(), central: Type.Number(), high: Type.Number() })
const SourceStatus = OneOf(['seen', 'unverified'] as const)

const ProfileEntry = Type.Object({
  kind: OneOf(['material', 'use'] as const),
  id: Type.String(),
  names: Names,
  /** 0–1: how typical. */
  weight: Type.Number(),
  /** Those of the material where the profile names none of its own. */
  wasteCodes: Type.Array(Type.String()),
  /** 1–12; empty: all year. */
  months: Type.Array(Type.Integer()),
  /** Tonnes a year by a driver, such as `t/employee`; null where no source gives one. */
  amount: Nullable(Type.Object({ ...Range.properties, unit: Type.String(), source: Type.String() })),
  /** The row speaks of a wider sector, or of only some of the plants within this one. */
  indirect: Type.Boolean(),
  source: Type.String(),
  sourceUrl: Nullable(Type.String()),
  sourceStatus: SourceStatus,
})

export const SectorsResponse = Type.Object({
  sectors: Type.Array(
    Type.Object({
      code: Type.String({ description: 'NACE code' }),
      names: Type.Object({ en: Type.String(), ka: Nullable(Type.String()) }),
    }),
  ),
})
export type SectorsResponse = Static<typeof SectorsResponse>

/** What a sector typically has and wants; a proposal for a form, never a statement about a firm. */
export const SectorProfileResponse = Type.Object({
  sector: Type.String(),
  nace: Type.String(),
  names: Type.Object({ en: Type.String(), ka: Nullable(Type.String()) }),
  discards: Type.Array(ProfileEntry),
  takes: Type.Array(ProfileEntry),
})
export type SectorProfileResponse = Static<typeof SectorProfileResponse>

export const PotentialEntry = Type.Object({
  id: Type.String(),
  material: Type.String(),
  names: Names,
  wasteCodes: Type.Array(Type.String()),
  /** `region`: the figure is published for the whole region and not broken down. */
  scope: OneOf(['municipality', 'region'] as const),
  driver: Type.Object({
    id: Type.String(),
    /** Null: no figure is published. */
    value: Nullable(Type.Number()),
    unit: Type.String(),
    year: Nullable(Type.Integer()),
    source: Nullable(Type.String()),
    sourceUrl: Nullable(Type.String()),
  }),
  /** Tonnes a year for each unit of the driver. */
  factor: Nullable(Type.Object({ ...Range.properties, estimate: Type.Boolean() })),
  /** Tonnes a year: driver × factor; null: not estimable. */
  tonnes: Nullable(Range),
  notEstimable: Nullable(OneOf(['no_figure_published', 'no_factor_known'] as const)),
  factorSource: Type.String(),
  factorSourceUrl: Nullable(Type.String()),
  months: Type.Array(Type.Integer()),
  sector: Nullable(Type.String()),
  note: Nullable(Names),
})

/** Inferred from published figures: an expectation for an area, nobody's offer. */
export const PotentialResponse = Type.Object({
  municipality: Type.Object({ id: Type.String(), names: Names }),
  region: Type.Object({ id: Type.String(), names: Names }),
  provenance: Type.Literal('inferred'),
  entries: Type.Array(PotentialEntry),
})
export type PotentialResponse = Static<typeof PotentialResponse>

/** Tests of EU waste law as questions; the parties answer them, the platform does not. */
export const ChecklistsResponse = Type.Object({
  checklists: Type.Array(
    Type.Object({
      test: OneOf(['by_product', 'end_of_waste'] as const),
      items: Type.Array(
        Type.Object({
          id: Type.String(),
          question: Names,
          hint: Names,
          source: Type.String(),
          sourceUrl: Nullable(Type.String()),
          sourceStatus: SourceStatus,
        }),
      ),
    }),
  ),
})
export type ChecklistsResponse = Static<typeof ChecklistsResponse>
