import { Type, type Static } from 'typebox'
import { CARRIERS, SIDES } from '../../contract/exchanges.ts'
import { MEASURES, type Measure } from '../../contract/measures.ts'
import { CURRENCIES, PERIODS, PROPERTIES } from '../../contract/words.ts'
import { Nullable, OneOf } from '../../http/shapes.ts'

const Day = Type.String({ format: 'date' })

export const QualityRange = Type.Object(
  {
    property: OneOf(PROPERTIES),
    minimum: Type.Optional(Type.Number({ minimum: -1e6, maximum: 1e6 })),
    maximum: Type.Optional(Type.Number({ minimum: -1e6, maximum: 1e6 })),
  },
  { additionalProperties: false },
)

const deal = {
  tonnes: Type.Number({
    minimum: 0.001,
    maximum: 1e8,
    description:
      'In each calendar period that the terms touch; all in all when the period is `once`. Of what is no material in `unit` instead of tonnes',
  }),
  unit: Type.Optional(
    Type.Unsafe<Measure>({
      ...OneOf(MEASURES),
      description:
        'Materials: `t`. All else: as the offer is measured, or else the need; free to choose where neither states an amount',
    }),
  ),
  period: OneOf(PERIODS),
  startsOn: Day,
  endsOn: Day,
  pricePerTonne: Type.Number({
    minimum: -1e6,
    maximum: 1e6,
    description: 'For each `unit`, paid by the receiver; negative when the supplier pays',
  }),
  currency: OneOf(CURRENCIES),
  vatIncluded: Type.Boolean(),
  transportBy: OneOf(CARRIERS),
  quality: Type.Array(QualityRange, { maxItems: 13 }),
  note: Type.String({ maxLength: 2000 }),
}

/** What two sides agree on. */
export const Deal = Type.Object(deal, { additionalProperties: false })
export type Deal = Static<typeof Deal>

/** A new version of the terms. */
export const TermsOffer = Type.Object(
  {
    ...deal,
    lastVersion: Type.Integer({
      minimum: 0,
      maximum: 100_000,
      description: 'The newest version that the offerer has seen; 0 when there is none',
    }),
    side: Type.Optional(OneOf(SIDES)),
  },
  { additionalProperties: false },
)
export type TermsOffer = Static<typeof TermsOffer>

export const TermsVersion = Type.Object(
  {
    ...deal,
    unit: OneOf(MEASURES),
    id: Type.Integer(),
    version: Type.Integer(),
    proposedBySide: OneOf(SIDES),
    createdAt: Type.String(),
    agreements: Type.Array(Type.Object({ side: OneOf(SIDES), agreedAt: Type.String() })),
    sealedAt: Nullable(Type.String()),
    supersededAt: Nullable(Type.String()),
    seal: Nullable(Type.String({ description: 'SHA-256 over what both sides agreed to, hexadecimal' })),
    sealHolds: Nullable(Type.Boolean({ description: 'Whether the seal still fits what is stored' })),
    schedule: Type.Array(
      Type.Object({ periodStart: Type.String(), periodEnd: Type.String(), tonnes: Type.Number() }),
      { description: 'What it takes of the offer, by the calendar periods of the offer' },
    ),
  },
  { $id: 'TermsVersion' },
)
export type TermsVersion = Static<typeof TermsVersion>
