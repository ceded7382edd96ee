import { Type, type Static } from 'typebox'
import { ANSWERS, END_REASONS, type Answer } from '../../contract/exchanges.ts'
import { DISMISSAL_REASONS } from '../../contract/desk.ts'
import { Nullable, OneOf } from '../../http/shapes.ts'
import { PublicListing } from '../../listings/schema.ts'
import { Match } from '../schema.ts'

const ListingSide = OneOf(['offer', 'need'] as const)

/** What one side said; the reason is told to the other only where that side allows it. */
const Answered = Nullable(
  Type.Object({
    answer: OneOf(ANSWERS),
    reason: Nullable(OneOf(END_REASONS)),
    reasonShared: Type.Boolean(),
    answeredAt: Type.String(),
  }),
)

/** An offer and a need put together, as it was found, from the reader's side. */
export const Proposal = Type.Object(
  {
    id: Type.Integer(),
    /** The reader's side; a facilitator reads from the side of the offer. */
    side: ListingSide,
    sides: Type.Array(ListingSide, { description: 'In whose name the reader may answer' }),
    own: PublicListing,
    match: Match,
    currency: Type.String(),
    foundAt: Type.String(),
    policyVersion: Type.String(),
    catalogueVersion: Type.String(),
    stale: Type.Boolean({ description: 'A side has changed since it was found' }),
    open: Type.Boolean({ description: 'Both listings are on the market' }),
    answers: Type.Object({ offer: Answered, need: Answered }),
    exchangeId: Nullable(Type.Integer()),
  },
  { $id: 'Proposal' },
)
export type Proposal = Static<typeof Proposal>

export const ProposalsPage = Type.Object({
  proposals: Type.Array(Proposal),
  count: Type.Integer({ description: 'On all pages; counting ends at 1,000' }),
  nextCursor: Nullable(Type.String()),
})
export type ProposalsPage = Static<typeof ProposalsPage>

/** A proposal as it was found, and as the same pair is judged now; null when it is not open any more or nothing leads across. */
export const ProposalDetail = Type.Object(
  { proposal: Proposal, now: Nullable(Match) },
  { $id: 'ProposalDetail' },
)
export type ProposalDetail = Static<typeof ProposalDetail>

export const AnswerReasons = Type.Object({
  reasons: Type.Array(
    Type.Object({
      reason: OneOf(DISMISSAL_REASONS),
      answer: Type.Unsafe<Answer | 'dismissed'>({
        ...OneOf([...ANSWERS, 'dismissed'] as const),
        description: '`dismissed`: a facilitator took the proposal off the desk',
      }),
      side: OneOf(['offer', 'need', 'facilitator'] as const),
      count: Type.Integer(),
    }),
  ),
})
