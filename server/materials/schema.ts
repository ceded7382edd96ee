import { Type, type Static } from 'typebox'
import { PERIODS, STREAMS, UNITS } from '../contract/words.ts'
import { Names, Nullable, OneOf } from '../http/shapes.ts'

export const SuggestRequest = Type.Object(
  {
    text: Type.String({ minLength: 1, maxLength: 2000 }),
    lang: Type.Optional(OneOf(['ka', 'en'] as const)),
    /** A need may be understood as a use ("feed ingredients"); an offer only as a material. */
    kind: Type.Optional(OneOf(['offer', 'need'] as const)),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 20, default: 8 })),
  },
  { additionalProperties: false },
)

export const Suggestion = Type.Object({
  kind: OneOf(['material', 'use'] as const),
  id: Type.String(),
  names: Names,
  stream: Nullable(OneOf(STREAMS)),
  wasteCodes: Type.Array(Type.Object({ code: Type.String(), hazardous: Type.Boolean(), names: Names })),
  /** 0–1; how much of the name or synonym the text covers. */
  confidence: Type.Number(),
  /** False where the text may as well mean something else: whoever wrote it is to be asked. */
  isSure: Type.Boolean(),
  /** Words of the text that carried the suggestion, as they stand in the text. */
  matchedWords: Type.Array(Type.String()),
  /** The name or synonym they met. */
  matchedName: Type.String(),
})
export type Suggestion = Static<typeof Suggestion>

export const SuggestResponse = Type.Object({ suggestions: Type.Array(Suggestion) })

export const UnderstandRequest = Type.Object(
  {
    text: Type.String({ minLength: 1, maxLength: 2000 }),
    lang: Type.Optional(OneOf(['ka', 'en'] as const)),
    /** What the reader said by other means than the text. */
    kind: Type.Optional(OneOf(['offer', 'need'] as const)),
  },
  { additionalProperties: false },
)

/** A free text taken apart: what, how much, when and where; each part with the words that carried it. */
export const UnderstandResponse = Type.Object({
  kind: Nullable(OneOf(['offer', 'need'] as const)),
  suggestions: Type.Array(Suggestion),
  quantity: Nullable(
    Type.Object({
      amount: Type.Number(),
      unit: OneOf(UNITS),
      period: OneOf(PERIODS),
      /** True where the text gives no exact amount: truckloads, a range, something daily or weekly. */
      isEstimate: Type.Boolean(),
      words: Type.String(),
    }),
  ),
  months: Nullable(Type.Object({ months: Type.Array(Type.Integer()), words: Type.String() })),
  place: Nullable(
    Type.Object({
      municipality: Type.String(),
      names: Names,
      lon: Type.Number(),
      lat: Type.Number(),
      words: Type.String(),
    }),
  ),
})
export type Understanding = Static<typeof UnderstandResponse>
