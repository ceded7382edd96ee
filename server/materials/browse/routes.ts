import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { problemResponses } from '../../http/problem.ts'
import type { Catalogue } from '../catalogue.ts'
import { materialsPage } from './list.ts'
import { materialView } from './material.ts'
import { MaterialParams, MaterialResponse, MaterialsPage, MaterialsQuery } from './schema.ts'

export interface BrowseParts {
  /** The catalogue as it is now; another one once it was read anew. */
  catalogue: () => Catalogue
}

/** Looking through the catalogue: what there is, and all that is known around one material. */
export const browseRoutes: FastifyPluginAsyncTypebox<BrowseParts> = async (app, { catalogue }) => {
  app.get(
    '/materials',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'listMaterials',
        summary: 'Materials of the catalogue, by words or all, a page at a time',
        tags: ['materials'],
        querystring: MaterialsQuery,
        response: { 200: MaterialsPage, ...problemResponses(400, 429, 500, 503) },
      },
    },
    ({ query }) => materialsPage(catalogue(), query),
  )

  app.get(
    '/materials/:id',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'readMaterial',
        summary: 'A material with groups, kinds, codes, uses, pathways, sectors, factors and rules around it',
        tags: ['materials'],
        params: MaterialParams,
        response: { 200: MaterialResponse, ...problemResponses(400, 404, 429, 500, 503) },
      },
    },
    ({ params: { id } }) => materialView(catalogue(), id),
  )
}
