import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { problemResponses } from '../../http/problem.ts'
import { Slug } from '../../http/shapes.ts'
import type { Catalogue } from '../catalogue.ts'
import { findSectors } from '../profile.ts'
import { checklists, municipalPotential, sectorProfile } from './answer.ts'
import { ChecklistsResponse, PotentialResponse, SectorProfileResponse, SectorsResponse } from './schema.ts'

export interface KnowledgeParts {
  /** The catalogue as it is now; another one once it was read anew. */
  catalogue: () => Catalogue
}

/** What the catalogue knows of sectors, areas and the law. */
export const knowledgeRoutes: FastifyPluginAsyncTypebox<KnowledgeParts> = async (app, { catalogue }) => {
  app.get(
    '/sectors',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'findSectors',
        summary: 'Trades by an everyday name, a part of it, or the beginning of a NACE code',
        tags: ['materials'],
        querystring: Type.Object(
          { q: Type.String({ minLength: 1, maxLength: 100 }) },
          { additionalProperties: false },
        ),
        response: { 200: SectorsResponse, ...problemResponses(400, 429, 500, 503) },
      },
    },
    ({ query: { q } }) => ({ sectors: findSectors(catalogue(), q) }),
  )

  app.get(
    '/sectors/:code/profile',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'sectorProfile',
        summary: 'What a NACE sector, or a kind of plant within one, typically discards and takes',
        tags: ['materials'],
        params: Type.Object({
          code: Type.String({
            minLength: 1,
            maxLength: 80,
            description: 'A NACE code (`11.02`) or a kind of plant',
          }),
        }),
        response: { 200: SectorProfileResponse, ...problemResponses(400, 404, 429, 500, 503) },
      },
    },
    ({ params: { code } }) => sectorProfile(catalogue(), code),
  )

  app.get(
    '/potential',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'municipalPotential',
        summary: 'What could be on offer in a municipality, inferred from published figures',
        tags: ['materials'],
        querystring: Type.Object({ municipality: Slug }, { additionalProperties: false }),
        response: { 200: PotentialResponse, ...problemResponses(400, 422, 429, 500, 503) },
      },
    },
    ({ query: { municipality } }) => municipalPotential(catalogue(), municipality),
  )

  app.get(
    '/checklists',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'checklists',
        summary: 'The by-product and end-of-waste tests as questions to think through',
        tags: ['materials'],
        response: { 200: ChecklistsResponse, ...problemResponses(429, 500, 503) },
      },
    },
    () => checklists(catalogue()),
  )
}
