import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Db } from '../../../db/open.ts'
import { settle } from '../../../db/transaction.ts'
import { LISTING_STATUSES, OWN_MOVES } from '../../contract/listing-life.ts'
import { principalOf } from '../../http/auth.ts'
import { IfMatch, revisionAsked, tagRevision } from '../../http/etag.ts'
import { once } from '../../http/idempotency.ts'
import { problemResponses } from '../../http/problem.ts'
import { Id, OneOf } from '../../http/shapes.ts'
import type { Clock } from '../../journal/write.ts'
import type { Changed } from '../changed.ts'
import { copyListing } from '../copy.ts'
import { createListing } from '../create.ts'
import { moveListing } from '../move.ts'
import { findOwn, readOwn } from '../own.ts'
import { OwnListing, OwnListings } from '../own-schema.ts'
import type { Reference } from '../reference.ts'
import { revise } from '../revise.ts'
import { Submission } from '../schema.ts'

export interface OwnListingParts {
  db: Db
  clock: Clock
  reference: () => Reference
  changed: Changed
}

const Params = Type.Object({ id: Id })
const CreateRequest = Type.Object(
  {
    organisation: Id,
    publish: Type.Boolean({ description: 'False keeps it as a draft, which may be incomplete' }),
    listing: Submission,
  },
  { additionalProperties: false },
)

/** What an organisation does with its own listings. */
export const ownListingRoutes: FastifyPluginAsyncTypebox<OwnListingParts> = async (
  app,
  { db, clock, reference, changed },
) => {
  app.post(
    '/listings',
    {
      config: { access: 'signed_in', creates: true },
      schema: {
        operationId: 'createListing',
        summary: 'Takes in a listing, as a draft or published at once',
        tags: ['listings'],
        body: CreateRequest,
        response: { 201: OwnListing, ...problemResponses(422) },
      },
    },
    async (request, reply) => {
      const { organisation, publish, listing } = request.body
      const principal = principalOf(request)
      const created = { organisationId: organisation, publish, submission: listing }
      const id = await once(db, request, clock, async (tx) => {
        const made = await createListing(tx, principal, created, clock, reference())
        await changed(tx, [made])
        return made
      })
      reply.code(201).header('location', `/api/v1/listings/${id}/own`)
      return tagRevision(reply, await readOwn(db, principal, id))
    },
  )

  app.get(
    '/organisations/:id/listings',
    {
      config: { access: 'signed_in' },
      schema: {
        operationId: 'findOwnListings',
        summary: 'The listings of an organisation wherever they stand, the latest first',
        tags: ['listings'],
        params: Params,
        querystring: Type.Object(
          {
            status: Type.Optional(OneOf(LISTING_STATUSES)),
            cursor: Type.Optional(Id),
            limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
          },
          { additionalProperties: false },
        ),
        response: { 200: OwnListings },
      },
    },
    (request) => findOwn(db, principalOf(request), request.params.id, request.query),
  )

  app.get(
    '/listings/:id/own',
    {
      config: { access: 'signed_in' },
      schema: {
        operationId: 'readOwnListing',
        summary: 'One listing as its organisation and facilitators see it',
        tags: ['listings'],
        params: Params,
        response: { 200: OwnListing },
      },
    },
    async (request, reply) => tagRevision(reply, await readOwn(db, principalOf(request), request.params.id)),
  )

  app.put(
    '/listings/:id',
    {
      config: { access: 'signed_in' },
      schema: {
        operationId: 'reviseListing',
        summary: 'Replaces what a listing says; refused with both versions when somebody else was faster',
        tags: ['listings'],
        params: Params,
        headers: IfMatch,
        body: Submission,
        response: { 200: OwnListing, ...problemResponses(409, 412, 422, 428) },
      },
    },
    async (request, reply) => {
      const { id: listingId } = request.params
      const principal = principalOf(request)
      const revision = { listingId, revision: revisionAsked(request), submission: request.body }
      await settle(db, async (tx) => {
        await revise(tx, principal, revision, clock, reference())
        await changed(tx, [listingId])
      })
      return tagRevision(reply, await readOwn(db, principal, listingId))
    },
  )

  app.post(
    '/listings/:id/moves',
    {
      config: { access: 'signed_in', creates: false },
      schema: {
        operationId: 'moveListing',
        summary: 'Publishes, pauses, resumes, fulfils or withdraws a listing',
        tags: ['listings'],
        params: Params,
        body: Type.Object({ move: OneOf(OWN_MOVES) }, { additionalProperties: false }),
        response: { 200: OwnListing, ...problemResponses(409, 422) },
      },
    },
    async (request, reply) => {
      const { id: listingId } = request.params
      const principal = principalOf(request)
      await settle(db, async (tx) => {
        await moveListing(tx, principal, { listingId, move: request.body.move }, clock, reference())
        await changed(tx, [listingId])
      })
      return tagRevision(reply, await readOwn(db, principal, listingId))
    },
  )

  app.post(
    '/listings/:id/copies',
    {
      config: { access: 'signed_in', creates: true },
      schema: {
        operationId: 'copyListing',
        summary: 'Makes a draft out of an earlier listing, its dates moved to this year',
        tags: ['listings'],
        params: Params,
        response: { 201: OwnListing, ...problemResponses(409, 422) },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request)
      const id = await once(db, request, clock, (tx) =>
        copyListing(tx, principal, request.params.id, clock, reference()),
      )
      reply.code(201).header('location', `/api/v1/listings/${id}/own`)
      return tagRevision(reply, await readOwn(db, principal, id))
    },
  )
}
