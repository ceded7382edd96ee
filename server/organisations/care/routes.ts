import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { principalOf } from '../../http/auth.ts'
import { problemResponses } from '../../http/problem.ts'
import { Id } from '../../http/shapes.ts'
import { MergeRequest, OwnOrganisation } from '../organisation-schema.ts'
import { readOwnOrganisation } from '../read.ts'
import type { OrganisationParts } from '../parts.ts'
import { verifyPermit } from '../sites/permits.ts'
import { eraseOrganisation } from './erase.ts'
import { mergeOrganisations } from './merge.ts'
import { verifyOrganisation } from './verify.ts'

const Params = Type.Object({ id: Id })
const PermitParams = Type.Object({ id: Id, permit: Id })
const VERIFIED = { PUT: true, DELETE: false } as const

/** What facilitators do about organisations, and taking one out for good. */
export const organisationCareRoutes: FastifyPluginAsyncTypebox<OrganisationParts> = async (
  app,
  { db, clock, followers },
) => {
  for (const method of ['PUT', 'DELETE'] as const) {
    const verified = VERIFIED[method]
    app.route({
      method,
      url: '/organisations/:id/verification',
      config: { access: 'facilitator' },
      schema: {
        operationId: verified ? 'verifyOrganisation' : 'unverifyOrganisation',
        summary: verified ? 'Vouches for who an organisation is' : 'Takes that back',
        tags: ['organisations'],
        params: Params,
        response: { 200: OwnOrganisation },
      },
      handler: async (request) => {
        const { id } = request.params
        const principal = principalOf(request)
        await verifyOrganisation(db, principal, { id, verified }, clock, followers)
        return readOwnOrganisation(db, principal, id)
      },
    })
    app.route({
      method,
      url: '/organisations/:id/permits/:permit/verification',
      config: { access: 'facilitator' },
      schema: {
        operationId: verified ? 'verifyPermit' : 'unverifyPermit',
        summary: verified ? 'Vouches for having seen a permit' : 'Takes that back',
        tags: ['organisations'],
        params: PermitParams,
        response: { 200: OwnOrganisation },
      },
      handler: async (request) => {
        const { id: organisationId, permit: permitId } = request.params
        const principal = principalOf(request)
        await verifyPermit(db, principal, { organisationId, permitId, verified }, clock)
        return readOwnOrganisation(db, principal, organisationId)
      },
    })
  }

  app.post(
    '/organisations/:id/merge',
    {
      config: { access: 'facilitator', creates: false },
      schema: {
        operationId: 'mergeOrganisations',
        summary: 'Hands everything of an organisation to the one that it turned out to be',
        tags: ['organisations'],
        params: Params,
        body: MergeRequest,
        response: { 200: OwnOrganisation, ...problemResponses(409) },
      },
    },
    async (request) => {
      const principal = principalOf(request)
      const merge = { from: request.params.id, into: request.body.into }
      await mergeOrganisations(db, principal, merge, clock, followers)
      return readOwnOrganisation(db, principal, merge.into)
    },
  )

  app.delete(
    '/organisations/:id',
    {
      config: { access: 'signed_in' },
      schema: {
        operationId: 'eraseOrganisation',
        summary: 'Takes an organisation out for good; journal and exchanges stay without its name',
        tags: ['organisations'],
        params: Params,
        response: { 200: Type.Object({ id: Type.Integer() }) },
      },
    },
    async (request) => {
      const { id } = request.params
      await eraseOrganisation(db, principalOf(request), id, clock, followers)
      return { id }
    },
  )
}
