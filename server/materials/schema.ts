import { Type, type Static } from 'typebox'
import { PERIODS, RESOURCE_KINDS, STREAMS, UNITS } from '../contract/words.ts'
import { Names, Nullable, OneOf } from '../http/shapes.ts'

export const SuggestRequest = Type.Object(
  {
    text: Type.String({ minLength: 1, maxLength: 2000 }),
    lang: Type.Optional(OneOf(['ka', 'en'] as const)),
    /** A need may be understood as a use ("feed ingredients"); an offer only as a material. */
    kind: Type.Optional(OneOf(['offer', 'need'] as const)),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 20, default: 8 })),
    /** A waste code that is known beside the text; it decides between materials, and counts alone where words say nothing. */
    wasteCode: Type.Optional(Type.String({ pattern: '^\\d{6}$' })),
    /** What whoever asks does, in words ("cement plant"): what such firms discard or take helps to understand. */
    trade: Type.Optional(Type.String({ maxLength: 200 })),
    /** NACE code of what he does. */
    nace: Type.Optional(Type.String({ minLength: 1, maxLength: 12 })),
  },
  { additionalProperties: false },
)

/** A material or use as it is shown where somebody chooses one. */
export const Described = Type.Object({
  kind: OneOf(['material', 'use'] as const),
  id: Type.String(),
  names: Names,
  stream: Nullable(OneOf(STREAMS)),
  wasteCodes: Type.Array(Type.Object({ code: Type.String(), hazardous: Type.Boolean(), names: Names })),
})
export type Described = Static<typeof Described>

export const NamedQuery = Type.Object(
  {
    /** `material:grape-pomace,use:kiln-fuel` */
    things: Type.String({
      pattern: '^(material|use):[a-z0-9-]{1,80}(,(material|use):[a-z0-9-]{1,80}){0,23}$',
    }),
  },
  { additionalProperties: false },
)

export const NamedResponse = Type.Object({ things: Type.Array(Described) })

export const Suggestion = Type.Object({
  ...Described.properties,
  /** 0–1. */
  confidence: Type.Number(),
  /** False where the text may as well mean something else: whoever wrote it is to be asked. */
  isSure: Type.Boolean(),
  /** What speaks for it: the words, a waste code, what firms of the trade that was given discard or take. */
  because: OneOf(['words', 'code', 'sector', 'product'] as const),
  /** Words of the text that carried the suggestion, as they stand in the text. */
  matchedWords: Type.Array(Type.String()),
  /** The name or synonym they met; else the code or sector that speaks for it. */
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
    /** Amounts are heard in units that go with it only; hours only where it is said. */
    resourceKind: Type.Optional(OneOf(RESOURCE_KINDS)),
    wasteCode: Type.Optional(Type.String({ pattern: '^\\d{6}$' })),
    /** NACE code of whoever writes. */
    nace: Type.Optional(Type.String({ minLength: 1, maxLength: 12 })),
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
      /** The municipality that it lies in, which is itself unless it is a town. */
      within: Type.String(),
      names: Names,
      lon: Type.Number(),
      lat: Type.Number(),
      words: Type.String(),
    }),
  ),
})
export type Understanding = Static<typeof UnderstandResponse>
