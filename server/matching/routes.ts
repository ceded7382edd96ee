import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Db } from '../../db/open.ts'
import { problemResponses } from '../http/problem.ts'
import type { Clock } from '../journal/write.ts'
import type { Matching } from './market.ts'
import { matchesOfListing } from './matches.ts'
import { askingOf, preview } from './preview.ts'
import { MatchesResponse, PreviewRequest } from './schema.ts'

const DEFAULT_LIMIT = 20

export interface MatchingParts {
  db: Db
  clock: Clock
  matching: Matching
}

/** Finding partners: for a draft that nobody has stored, and for a stored listing. */
export const matchingRoutes: FastifyPluginAsyncTypebox<MatchingParts> = async (
  app,
  { db, clock, matching },
) => {
  app.post(
    '/matches/preview',
    {
      config: { access: 'public', creates: false },
      schema: {
        operationId: 'previewMatches',
        summary: 'Partners of a draft, ranked and explained; nothing is stored',
        tags: ['matching'],
        body: PreviewRequest,
        response: { 200: MatchesResponse, ...problemResponses(400, 404, 413, 415, 422, 429, 500, 503) },
      },
    },
    ({ principal, body: { draft, limit, organisation } }) =>
      preview(db, matching, draft, limit ?? DEFAULT_LIMIT, clock, askingOf(principal, organisation)),
  )

  app.get(
    '/listings/:id/matches',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'matchesOfListing',
        summary: 'Partners of a stored listing, ranked and explained',
        tags: ['matching'],
        params: Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) }),
        querystring: Type.Object(
          { limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, default: DEFAULT_LIMIT })) },
          { additionalProperties: false },
        ),
        response: { 200: MatchesResponse, ...problemResponses(400, 404, 422, 429, 500, 503) },
      },
    },
    ({ principal, params: { id }, query: { limit } }) =>
      matchesOfListing(db, matching, id, limit ?? DEFAULT_LIMIT, clock, principal),
  )
}
