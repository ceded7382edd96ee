import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Db } from '../../db/open.ts'
import { principalOf } from '../http/auth.ts'
import { Id, Nullable } from '../http/shapes.ts'
import type { Catalogue } from '../materials/catalogue.ts'
import { namesOf } from './names.ts'
import { ExchangeImpact, GroupQuery, ImpactGroups, ImpactTotals, YearQuery } from './schema.ts'
import { impactOfAll, impactOfExchange, impactOfOrganisation } from './totals.ts'

const OfOne = Type.Object({ id: Id })

export interface ImpactParts {
  db: Db
  catalogue: () => Catalogue
}

/** What confirmed shipments did: of an exchange with all its working, of an organisation, and of everybody together. */
export const impactRoutes: FastifyPluginAsyncTypebox<ImpactParts> = async (app, { db, catalogue }) => {
  app.get(
    '/exchanges/:id/impact',
    {
      config: { access: 'signed_in' },
      schema: {
        operationId: 'impactOfExchange',
        summary: 'What the confirmed shipments of an exchange did, with every factor',
        tags: ['impact'],
        params: OfOne,
        response: { 200: ExchangeImpact },
      },
    },
    (request) => impactOfExchange(db, principalOf(request), request.params.id, catalogue()),
  )

  app.get(
    '/organisations/:id/impact',
    {
      config: { access: 'signed_in' },
      schema: {
        operationId: 'impactOfOrganisation',
        summary: 'What the confirmed shipments of an organisation did',
        tags: ['impact'],
        params: OfOne,
        querystring: YearQuery,
        response: { 200: Type.Object({ totals: Nullable(ImpactTotals) }) },
      },
    },
    async (request) => ({
      totals: await impactOfOrganisation(db, principalOf(request), request.params.id, request.query),
    }),
  )

  app.get(
    '/impact',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'impactOfAll',
        summary: 'What all confirmed shipments did, by region or stream',
        description: 'Groups behind which fewer than three organisations stand show no figure.',
        tags: ['impact'],
        querystring: GroupQuery,
        response: { 200: ImpactGroups },
      },
    },
    async ({ principal, query: { by, ...period } }) => {
      const groups = await impactOfAll(db, principal, by, period)
      const keys = by === 'region' ? groups.flatMap(({ key }) => key ?? []) : []
      return { groups, regions: namesOf(catalogue().regions, keys) }
    },
  )
}
