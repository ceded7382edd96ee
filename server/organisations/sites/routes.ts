import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { principalOf } from '../../http/auth.ts'
import { once } from '../../http/idempotency.ts'
import { problemResponses } from '../../http/problem.ts'
import { Id } from '../../http/shapes.ts'
import { OwnOrganisation, PermitInput, SiteInput } from '../organisation-schema.ts'
import { readOwnOrganisation } from '../read.ts'
import type { OrganisationParts } from '../parts.ts'
import { addPermit, correctPermit, removePermit } from './permits.ts'
import { addSite, moveSite, removeSite } from './sites.ts'

const Params = Type.Object({ id: Id })
const SiteParams = Type.Object({ id: Id, site: Id })
const PermitParams = Type.Object({ id: Id, permit: Id })

/** Sites and permits of an organisation; each write answers with all of it. */
export const siteRoutes: FastifyPluginAsyncTypebox<OrganisationParts> = async (
  app,
  { db, clock, reference, followers },
) => {
  app.post(
    '/organisations/:id/sites',
    {
      config: { access: 'signed_in', creates: true },
      schema: {
        operationId: 'addSite',
        summary: 'Adds a site: where it is, and how exactly others see it',
        tags: ['organisations'],
        params: Params,
        body: SiteInput,
        response: { 201: OwnOrganisation, ...problemResponses(422) },
      },
    },
    async (request, reply) => {
      const { id: organisationId } = request.params
      const principal = principalOf(request)
      const added = { organisationId, input: request.body }
      await once(db, request, clock, (tx) => addSite(tx, principal, added, clock, reference()))
      reply.code(201)
      return readOwnOrganisation(db, principal, organisationId)
    },
  )

  app.put(
    '/organisations/:id/sites/:site',
    {
      config: { access: 'signed_in' },
      schema: {
        operationId: 'moveSite',
        summary: 'Moves a site or changes how exactly others see it; its listings move along',
        tags: ['organisations'],
        params: SiteParams,
        body: SiteInput,
        response: { 200: OwnOrganisation, ...problemResponses(422) },
      },
    },
    async (request) => {
      const { id: organisationId, site: siteId } = request.params
      const principal = principalOf(request)
      const change = { organisationId, siteId, input: request.body }
      await moveSite(db, principal, change, clock, reference(), followers)
      return readOwnOrganisation(db, principal, organisationId)
    },
  )

  app.delete(
    '/organisations/:id/sites/:site',
    {
      config: { access: 'signed_in' },
      schema: {
        operationId: 'removeSite',
        summary: 'Takes out a site at which no listing lies',
        tags: ['organisations'],
        params: SiteParams,
        response: { 200: OwnOrganisation, ...problemResponses(409) },
      },
    },
    async (request) => {
      const { id: organisationId, site: siteId } = request.params
      const principal = principalOf(request)
      await removeSite(db, principal, { organisationId, siteId }, clock)
      return readOwnOrganisation(db, principal, organisationId)
    },
  )

  app.post(
    '/organisations/:id/permits',
    {
      config: { access: 'signed_in', creates: true },
      schema: {
        operationId: 'addPermit',
        summary: 'Records a permit or registration that an organisation says it holds',
        tags: ['organisations'],
        params: Params,
        body: PermitInput,
        response: { 201: OwnOrganisation, ...problemResponses(422) },
      },
    },
    async (request, reply) => {
      const { id: organisationId } = request.params
      const principal = principalOf(request)
      const added = { organisationId, input: request.body }
      await once(db, request, clock, (tx) => addPermit(tx, principal, added, clock, reference(), followers))
      reply.code(201)
      return readOwnOrganisation(db, principal, organisationId)
    },
  )

  app.put(
    '/organisations/:id/permits/:permit',
    {
      config: { access: 'signed_in' },
      schema: {
        operationId: 'correctPermit',
        summary: 'Corrects a permit, which has to be verified anew',
        tags: ['organisations'],
        params: PermitParams,
        body: PermitInput,
        response: { 200: OwnOrganisation, ...problemResponses(422) },
      },
    },
    async (request) => {
      const { id: organisationId, permit: permitId } = request.params
      const principal = principalOf(request)
      const change = { organisationId, permitId, input: request.body }
      await correctPermit(db, principal, change, clock, reference(), followers)
      return readOwnOrganisation(db, principal, organisationId)
    },
  )

  app.delete(
    '/organisations/:id/permits/:permit',
    {
      config: { access: 'signed_in' },
      schema: {
        operationId: 'removePermit',
        summary: 'Takes out a permit',
        tags: ['organisations'],
        params: PermitParams,
        response: { 200: OwnOrganisation },
      },
    },
    async (request) => {
      const { id: organisationId, permit: permitId } = request.params
      const principal = principalOf(request)
      await removePermit(db, principal, { organisationId, permitId }, clock, followers)
      return readOwnOrganisation(db, principal, organisationId)
    },
  )
}
