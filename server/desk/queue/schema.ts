import { Type, type Static } from 'typebox'
import { DESK_STATES, DISMISSAL_REASONS } from '../../contract/desk.ts'
import { STAGES } from '../../contract/exchanges.ts'
import { IntroductionMessage } from '../../exchanges/schema.ts'
import { Nullable, OneOf } from '../../http/shapes.ts'
import { Proposal } from '../../matching/proposals/schema.ts'

/** A facilitator, as the others see him. */
export const Assignee = Type.Object({ id: Type.Integer(), name: Type.String() })

/** A proposal with what facilitators know of it. */
export const DeskProposal = Type.Object(
  {
    proposal: Proposal,
    state: OneOf(DESK_STATES),
    assignee: Nullable(Assignee),
    potentialTonnes: Nullable(
      Type.Number({ description: 'The lesser of what is offered and wanted, in a year or at once' }),
    ),
    potentialKgCo2e: Nullable(Type.Number({ description: 'What these tonnes would avoid, estimated' })),
    firstFoundAt: Type.String(),
    dismissed: Nullable(Type.Object({ reason: OneOf(DISMISSAL_REASONS), at: Type.String() })),
    exchange: Nullable(Type.Object({ id: Type.Integer(), stage: OneOf(STAGES) })),
    consents: Type.Object(
      { supplier: Type.Boolean(), receiver: Type.Boolean() },
      { description: 'Whether a side lets facilitators act for it' },
    ),
    notes: Type.Integer({ description: 'How many notes of facilitators there are' }),
  },
  { $id: 'DeskProposal' },
)
export type DeskProposal = Static<typeof DeskProposal>

export const DeskQueue = Type.Object({
  proposals: Type.Array(DeskProposal),
  nextCursor: Nullable(Type.String()),
})
export type DeskQueue = Static<typeof DeskQueue>

export const Facilitators = Type.Object({ facilitators: Type.Array(Assignee) })
export type Facilitators = Static<typeof Facilitators>

export const DeskIntroduction = Type.Object({ message: IntroductionMessage }, { additionalProperties: false })
