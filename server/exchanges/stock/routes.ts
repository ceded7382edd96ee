import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Db } from '../../../db/open.ts'
import { principalOf } from '../../http/auth.ts'
import { Id } from '../../http/shapes.ts'
import { problemResponses } from '../../http/problem.ts'
import { MovingQuery, StockShown } from './schema.ts'
import { showStock } from './show.ts'

/** What is left of the listings of an exchange. */
export const stockRoutes: FastifyPluginAsyncTypebox<{ db: Db }> = async (app, { db }) => {
  app.get(
    '/exchanges/:id/stock',
    {
      config: { access: 'signed_in' },
      schema: {
        operationId: 'showStock',
        summary: 'What terms would take of both listings, beside what is left of them',
        tags: ['exchanges'],
        params: Type.Object({ id: Id }),
        querystring: MovingQuery,
        response: { 200: StockShown, ...problemResponses(422) },
      },
    },
    (request) => showStock(db, principalOf(request), request.params.id, request.query),
  )
}
