import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { problemResponses } from '../../http/problem.ts'
import type { Catalogue } from '../../materials/catalogue.ts'
import { UnderstandRequest, UnderstandResponse } from '../../materials/schema.ts'
import { understand } from './understand.ts'

export interface UnderstandParts {
  /** The catalogue as it is now; another one once it was read anew. */
  catalogue: () => Catalogue
}

/** Taking a text apart into the parts of a listing. */
export const understandRoutes: FastifyPluginAsyncTypebox<UnderstandParts> = async (app, { catalogue }) => {
  app.post(
    '/listings/understand',
    {
      config: { access: 'public', creates: false },
      schema: {
        operationId: 'understandListing',
        summary: 'What a text says of a listing: what, how much, when and where; nothing is stored',
        tags: ['listings'],
        body: UnderstandRequest,
        response: { 200: UnderstandResponse, ...problemResponses(400, 413, 415, 422, 429, 500, 503) },
      },
    },
    ({ body }) => understand(catalogue(), body),
  )
}
