import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Db } from '../../db/open.ts'
import { Nullable } from '../http/shapes.ts'
import { readOutbox } from './outbox.ts'

const Outbox = Type.Object({
  sending: Type.Boolean({ description: 'Whether letters go out; otherwise they wait here' }),
  letters: Type.Array(
    Type.Object({
      id: Type.Integer(),
      kind: Type.String(),
      to: Type.String(),
      subject: Type.String(),
      body: Nullable(Type.String({ description: 'Shown only where no letters go out' })),
      createdAt: Type.String(),
      sentAt: Nullable(Type.String()),
      attempts: Type.Integer(),
      lastError: Nullable(Type.String()),
    }),
  ),
  nextCursor: Nullable(Type.Integer()),
})

/** The outbox, for whoever has to see to it that letters arrive. */
export const mailRoutes: FastifyPluginAsyncTypebox<{ db: Db; sending: boolean }> = async (
  app,
  { db, sending },
) => {
  app.get(
    '/mail',
    {
      config: { access: 'administrator' },
      schema: {
        operationId: 'readOutbox',
        summary: 'Letters that wait, went out or failed, the newest first',
        tags: ['administration'],
        querystring: Type.Object(
          {
            cursor: Type.Optional(Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 })),
            limit: Type.Integer({ minimum: 1, maximum: 100, default: 50 }),
          },
          { additionalProperties: false },
        ),
        response: { 200: Outbox },
      },
    },
    ({ query: { cursor = null, limit } }) => readOutbox(db, { before: cursor, limit, sending }),
  )
}
