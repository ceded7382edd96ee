import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { problemResponses } from '../http/problem.ts'
import type { Catalogue } from './catalogue.ts'
import { namedThings } from './described.ts'
import { NamedQuery, NamedResponse, SuggestRequest, SuggestResponse } from './schema.ts'
import { suggest, suggestIndexOf } from './understanding/index.ts'

export interface MaterialParts {
  /** The catalogue as it is now; another one once it was read anew. */
  catalogue: () => Catalogue
}

/** Asking the catalogue. */
export const materialRoutes: FastifyPluginAsyncTypebox<MaterialParts> = async (app, { catalogue }) => {
  app.post(
    '/materials/suggest',
    {
      config: { access: 'public', creates: false },
      schema: {
        operationId: 'suggestMaterials',
        summary: 'Materials, and uses where the text may be a need, that a text means, surest first',
        tags: ['materials'],
        body: SuggestRequest,
        response: { 200: SuggestResponse, ...problemResponses(400, 413, 415, 422, 429, 500, 503) },
      },
    },
    ({ body: { nace, ...question } }) => ({
      suggestions: suggest(suggestIndexOf(catalogue()), { ...question, ...(nace && { nace: [nace] }) }),
    }),
  )

  app.get(
    '/materials/named',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'nameThings',
        summary: 'Names and codes of materials and uses whose ids are known, as an address carries them',
        tags: ['materials'],
        querystring: NamedQuery,
        response: { 200: NamedResponse, ...problemResponses(400, 429, 500, 503) },
      },
    },
    ({ query: { things } }) => ({ things: namedThings(catalogue(), things) }),
  )
}
