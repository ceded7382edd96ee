import { Type, type Static } from 'typebox'
import { Names, Nullable, OneOf } from '../http/shapes.ts'
import { REGIONS_OR_STREAMS } from '../contract/impact.ts'

const Known = Type.Number({ description: 'Tonnes for which the figure before it is known' })

export const ImpactTotals = Type.Object(
  {
    key: Nullable(Type.String({ description: 'Region or stream' })),
    shipments: Type.Integer(),
    organisations: Type.Integer(),
    tonnes: Type.Number(),
    kgCo2eAvoided: Type.Number(),
    kgKnownTonnes: Known,
    supplierSaving: Type.Number({ description: 'GEL' }),
    supplierKnownTonnes: Known,
    receiverSaving: Type.Number({ description: 'GEL' }),
    receiverKnownTonnes: Known,
  },
  { $id: 'ImpactTotals' },
)
export type ImpactTotals = Static<typeof ImpactTotals>

/** A group behind which fewer than three organisations stand shows no figure. */
export const SuppressedTotals = Type.Object(
  { key: Nullable(Type.String()), suppressed: Type.Literal(true) },
  { $id: 'SuppressedTotals' },
)
export type SuppressedTotals = Static<typeof SuppressedTotals>

export const ImpactGroups = Type.Object(
  {
    groups: Type.Array(Type.Union([ImpactTotals, SuppressedTotals])),
    regions: Type.Record(Type.String(), Names, { description: 'Names of the regions among the keys' }),
  },
  { $id: 'ImpactGroups' },
)
export type ImpactGroups = Static<typeof ImpactGroups>

const UsedFactor = Type.Object(
  {
    id: Type.String(),
    value: Type.Number(),
    unit: Type.String(),
    year: Nullable(Type.Integer()),
    source: Type.String(),
    estimate: Type.Boolean(),
  },
  { $id: 'UsedFactor' },
)
const Unknown = Nullable(Type.Number())

/** Everything that a frozen figure was computed from. */
const ImpactFacts = Type.Object({
  tonnes: Type.Number(),
  roadKm: Type.Number(),
  currency: Type.String(),
  yieldRatio: Type.Number(),
  route: Type.Object({
    operation: Nullable(Type.String()),
    parts: Type.Array(
      Type.Object({ material: Type.String(), share: Type.Number(), factor: Nullable(UsedFactor) }),
    ),
  }),
  input: Type.Object({ material: Nullable(Type.String()), factor: Nullable(UsedFactor) }),
  freightEmission: UsedFactor,
  freightCost: UsedFactor,
  freightCostRate: Type.Number(),
  processing: Type.Array(Type.Object({ process: Type.String(), factor: Nullable(UsedFactor) })),
  processingCost: Unknown,
  disposalCost: Unknown,
  purchaseCost: Unknown,
  price: Unknown,
  rates: Type.Array(
    Type.Object({
      currency: Type.String(),
      value: Type.Number(),
      day: Type.String(),
      source: Type.String(),
    }),
  ),
  transportBy: OneOf(['supplier', 'receiver', 'third_party'] as const),
})

export const ExchangeImpact = Type.Object(
  {
    names: Type.Object(
      { materials: Type.Record(Type.String(), Names), processes: Type.Record(Type.String(), Names) },
      { description: 'What the ids in the facts stand for' },
    ),
    totals: Nullable(ImpactTotals),
    shipments: Type.Array(
      Type.Object({
        shipmentId: Type.Integer(),
        movedOn: Type.String(),
        factorSetVersion: Type.String(),
        frozenAt: Type.String(),
        isRecomputed: Type.Boolean({
          description: 'Whether the facts beside it still give the same figures',
        }),
        facts: ImpactFacts,
        impact: Type.Object({
          tonnes: Type.Number(),
          avoidedDisposalKg: Unknown,
          avoidedProductionKg: Unknown,
          transportKg: Type.Number(),
          processingKg: Unknown,
          kgCo2eAvoided: Unknown,
          supplierSaving: Unknown,
          receiverSaving: Unknown,
        }),
      }),
    ),
  },
  { $id: 'ExchangeImpact' },
)
export type ExchangeImpact = Static<typeof ExchangeImpact>

export const YearQuery = Type.Object(
  { year: Type.Optional(Type.Integer({ minimum: 2000, maximum: 2200 })) },
  { additionalProperties: false },
)

export const GroupQuery = Type.Object(
  { ...YearQuery.properties, by: OneOf(REGIONS_OR_STREAMS) },
  { additionalProperties: false },
)
