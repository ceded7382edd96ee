import { Type, type Static } from 'typebox'
import { ACTS, SIDES, STAGES } from '../../contract/exchanges.ts'
import { Exchange } from '../../exchanges/schema.ts'
import { Nullable, OneOf } from '../../http/shapes.ts'
import { Assignee } from '../queue/schema.ts'

/** An exchange as a card of the board. */
export const DeskExchange = Type.Object(
  {
    exchange: Exchange,
    assignee: Nullable(Assignee),
    stageSince: Type.String({ description: 'When it came into its stage' }),
    stale: Type.Boolean({ description: 'Nothing has happened for longer than its stage allows' }),
    nextStep: Nullable(
      Type.Object({
        act: OneOf(ACTS),
        waitsFor: Type.Array(OneOf(SIDES), { description: 'The sides that have to do it' }),
      }),
    ),
    consents: Type.Object({ supplier: Type.Boolean(), receiver: Type.Boolean() }),
    notes: Type.Integer(),
  },
  { $id: 'DeskExchange' },
)
export type DeskExchange = Static<typeof DeskExchange>

export const DeskExchanges = Type.Object({
  exchanges: Type.Array(DeskExchange),
  nextCursor: Nullable(Type.String()),
})
export type DeskExchanges = Static<typeof DeskExchanges>

export const StageCounts = Type.Object({
  stages: Type.Array(Type.Object({ stage: OneOf(STAGES), count: Type.Integer() }), {
    description: 'In the order of the life cycle, empty ones included',
  }),
})
export type StageCounts = Static<typeof StageCounts>
