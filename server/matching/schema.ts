import { Type, type Static } from 'typebox'
import { CRITERIA, OUTCOMES } from '../contract/words.ts'
import { Id, Names, Nullable, OneOf } from '../http/shapes.ts'
import { Draft, PublicListing } from '../listings/schema.ts'

export const PreviewRequest = Type.Object(
  {
    draft: Draft,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, default: 20 })),
    organisation: Type.Optional(
      Type.Unsafe<number>({
        ...Id,
        description: 'Whose draft it is, so that its permits and its name count',
      }),
    ),
  },
  { additionalProperties: false },
)

/** A cited national gate. The platform never asserts legal status. */
export const RuleNotice = Type.Object({
  id: Type.String(),
  effect: OneOf(['veto', 'needs_permit', 'notice'] as const),
  names: Names,
  citation: Names,
  sourceUrl: Nullable(Type.String()),
  status: OneOf(['verified', 'unverified'] as const),
  validFrom: Nullable(Type.String()),
})

/** One criterion judged for one proposal. Codes and numbers only: the reader's language is the web's business. */
export const Finding = Type.Object({
  criterion: OneOf(CRITERIA),
  outcome: OneOf(OUTCOMES),
  /** 0–1, null when unknown. */
  score: Nullable(Type.Number()),
  weight: Type.Number(),
  /** What entered the sum: the score, or the policy's expectation when it is unknown. */
  counted: Type.Number(),
  reason: Type.String(),
  remedy: Nullable(Type.String()),
  numbers: Type.Record(Type.String(), Type.Number()),
  rules: Type.Optional(Type.Array(RuleNotice)),
})

/** One step from what is offered to what is wanted. */
export const Step = Type.Object({
  relation: OneOf([
    'is_a',
    'part_of_group',
    'suitable_for',
    'pathway',
    'narrower_use',
    'broader_use',
  ] as const),
  to: Type.Object({ kind: OneOf(['material', 'use'] as const), id: Type.String(), names: Names }),
  weight: Type.Number(),
  process: Type.Optional(Type.Object({ id: Type.String(), names: Names, rCode: Type.String() })),
  conditions: Type.Optional(Names),
  source: Nullable(Type.String()),
  sourceUrl: Nullable(Type.String()),
  sourceStatus: Nullable(OneOf(['seen', 'unverified'] as const)),
})

export const Match = Type.Object({
  listing: PublicListing,
  score: Type.Number(),
  confidence: Type.Number(),
  /** Null, as all that follows from it, for what is no material. */
  offered: Nullable(Type.Object({ id: Type.String(), names: Names })),
  wanted: Nullable(
    Type.Object({ kind: OneOf(['material', 'use'] as const), id: Type.String(), names: Names }),
  ),
  steps: Type.Array(Step),
  findings: Type.Array(Finding),
  /** Road kilometres, estimated. */
  distanceKm: Type.Number(),
  /** Policy currency per tonne: transport, processing and the asked price where known. */
  deliveredCostPerTonne: Nullable(Type.Number()),
  breakEvenKm: Nullable(Type.Number()),
  kgCo2ePerTonne: Nullable(Type.Number()),
})
export type Match = Static<typeof Match>

/** Partners that a rule stopped, so that their absence is explained. */
export const Stopped = Type.Object({
  wanted: Type.Object({ kind: OneOf(['material', 'use'] as const), id: Type.String(), names: Names }),
  listings: Type.Integer(),
  rules: Type.Array(RuleNotice),
  reason: Type.String(),
  remedy: Nullable(Type.String()),
})

export const MatchesResponse = Type.Object({
  policyVersion: Type.String(),
  catalogueVersion: Type.String(),
  currency: Type.String(),
  matches: Type.Array(Match),
  stopped: Type.Array(Stopped),
})
export type MatchesResponse = Static<typeof MatchesResponse>
