import { Type, type Static } from 'typebox'
import { MEASURES } from '../../contract/measures.ts'
import { LISTING_KINDS, PERIODS } from '../../contract/words.ts'
import { Nullable, OneOf } from '../../http/shapes.ts'
import { Deal } from '../terms/schema.ts'

/** The part of terms that decides when how much is moved. */
export const MovingQuery = Type.Object(
  {
    tonnes: Deal.properties.tonnes,
    unit: Deal.properties.unit,
    period: Deal.properties.period,
    startsOn: Deal.properties.startsOn,
    endsOn: Deal.properties.endsOn,
  },
  { additionalProperties: false },
)

/** Both listings by the calendar periods that the terms touch, in `unit`; null where the listing states no amount in it. */
export const StockShown = Type.Object(
  {
    unit: OneOf(MEASURES),
    listings: Type.Array(
      Type.Object({
        listing: Type.Integer(),
        kind: OneOf(LISTING_KINDS),
        period: OneOf(PERIODS),
        validFrom: Nullable(Type.String()),
        validUntil: Nullable(Type.String()),
        liesWithin: Type.Boolean({
          description: 'Whether the terms lie within the days for which it is valid',
        }),
        periods: Type.Array(
          Type.Object({
            periodStart: Type.String(),
            periodEnd: Type.String(),
            asked: Type.Number(),
            onOffer: Nullable(Type.Number()),
            agreedElsewhere: Type.Number({ description: 'In other exchanges, all together' }),
            agreedHere: Type.Number({ description: 'By the terms of this exchange that hold' }),
            left: Nullable(Type.Number({ description: 'What this exchange can have at most' })),
          }),
        ),
      }),
      { description: 'The offer first' },
    ),
  },
  { $id: 'StockShown' },
)
export type StockShown = Static<typeof StockShown>
