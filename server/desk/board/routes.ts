import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Db } from '../../../db/open.ts'
import { STAGES } from '../../contract/exchanges.ts'
import { principalOf } from '../../http/auth.ts'
import { Id, OneOf } from '../../http/shapes.ts'
import type { Clock } from '../../journal/write.ts'
import { countBoard, findBoard, readDeskExchange } from './find.ts'
import { DeskExchange, DeskExchanges, StageCounts } from './schema.ts'

const tags = ['desk']

const whose = {
  assigned: Type.Optional(
    Type.Union([Id, Type.Literal('nobody')], { description: 'An account, or `nobody`' }),
  ),
  organisation: Type.Optional(Id),
}

/** The board of exchanges. Moving one is done where exchanges are moved, by the same life cycle. */
export const boardRoutes: FastifyPluginAsyncTypebox<{ db: Db; clock: Clock }> = async (
  app,
  { db, clock },
) => {
  app.get(
    '/desk/exchanges',
    {
      config: { access: 'facilitator' },
      schema: {
        operationId: 'findBoard',
        summary: 'Exchanges of all organisations with their next steps, the stillest first',
        tags,
        querystring: Type.Object(
          {
            stage: Type.Optional(OneOf(STAGES)),
            ...whose,
            cursor: Type.Optional(Type.String({ maxLength: 60 })),
            limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
          },
          { additionalProperties: false },
        ),
        response: { 200: DeskExchanges },
      },
    },
    (request) => findBoard(db, principalOf(request), request.query, clock),
  )

  app.get(
    '/desk/exchanges/:id',
    {
      config: { access: 'facilitator' },
      schema: {
        operationId: 'readDeskExchange',
        summary: 'One exchange with what facilitators know of it',
        tags,
        params: Type.Object({ id: Id }),
        response: { 200: DeskExchange },
      },
    },
    (request) => readDeskExchange(db, principalOf(request), request.params.id, clock),
  )

  app.get(
    '/desk/stages',
    {
      config: { access: 'facilitator' },
      schema: {
        operationId: 'countStages',
        summary: 'How many exchanges stand in each stage',
        tags,
        querystring: Type.Object(whose, { additionalProperties: false }),
        response: { 200: StageCounts },
      },
    },
    (request) => countBoard(db, principalOf(request), request.query),
  )
}
