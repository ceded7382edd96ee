import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { principalOf } from '../http/auth.ts'
import { IfMatch, revisionAsked, tagRevision } from '../http/etag.ts'
import { once } from '../http/idempotency.ts'
import { problemResponses } from '../http/problem.ts'
import { Id } from '../http/shapes.ts'
import { createOrganisation } from './create.ts'
import { Details, OwnOrganisation, PublicOrganisation } from './organisation-schema.ts'
import { readOrganisation, readOwnOrganisation } from './read.ts'
import { reviseOrganisation } from './revise.ts'
import type { OrganisationParts } from './parts.ts'

const Params = Type.Object({ id: Id })

/** Who organisations are: founding, reading and revising them. */
export const organisationRoutes: FastifyPluginAsyncTypebox<OrganisationParts> = async (
  app,
  { db, clock, reference, followers },
) => {
  app.post(
    '/organisations',
    {
      config: { access: 'signed_in', creates: true },
      schema: {
        operationId: 'createOrganisation',
        summary: 'Founds an organisation that the caller owns',
        tags: ['organisations'],
        body: Details,
        response: { 201: Type.Object({ id: Type.Integer() }), ...problemResponses(422) },
      },
    },
    async (request, reply) => {
      const id = await once(db, request, clock, (tx) =>
        createOrganisation(tx, principalOf(request), request.body, clock, reference()),
      )
      reply.code(201).header('location', `/api/v1/organisations/${id}`)
      return { id }
    },
  )

  app.get(
    '/organisations/:id',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'readOrganisation',
        summary: 'An organisation as the caller may know it; of a merged one, the one it turned out to be',
        tags: ['organisations'],
        params: Params,
        response: { 200: PublicOrganisation },
      },
    },
    ({ principal, params: { id } }) => readOrganisation(db, principal, id),
  )

  app.get(
    '/organisations/:id/own',
    {
      config: { access: 'signed_in' },
      schema: {
        operationId: 'readOwnOrganisation',
        summary: 'All of an organisation, for its own people and for facilitators',
        tags: ['organisations'],
        params: Params,
        response: { 200: OwnOrganisation },
      },
    },
    async (request, reply) =>
      tagRevision(reply, await readOwnOrganisation(db, principalOf(request), request.params.id)),
  )

  app.put(
    '/organisations/:id',
    {
      config: { access: 'signed_in' },
      schema: {
        operationId: 'reviseOrganisation',
        summary: 'Replaces what an organisation says of itself; refused when somebody else was faster',
        tags: ['organisations'],
        params: Params,
        headers: IfMatch,
        body: Details,
        response: { 200: OwnOrganisation, ...problemResponses(412, 422, 428) },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const principal = principalOf(request)
      const change = { id, revision: revisionAsked(request), details: request.body }
      await reviseOrganisation(db, principal, change, clock, reference(), followers)
      return tagRevision(reply, await readOwnOrganisation(db, principal, id))
    },
  )
}
