import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Db } from '../../../db/open.ts'
import { settle } from '../../../db/transaction.ts'
import { principalOf } from '../../http/auth.ts'
import { tagRevision } from '../../http/etag.ts'
import { once } from '../../http/idempotency.ts'
import { problemResponses } from '../../http/problem.ts'
import { Id } from '../../http/shapes.ts'
import type { Clock } from '../../journal/write.ts'
import type { Changed } from '../changed.ts'
import { readOwn } from '../own.ts'
import { OwnListing } from '../own-schema.ts'
import { ListingReports, ReportRequest } from '../report-schema.ts'
import { hideListing, restoreListing } from './hide.ts'
import { reportListing } from './report.ts'
import { dismissReport, findReports } from './reports.ts'

const Params = Type.Object({ id: Id })

export interface ModerationParts {
  db: Db
  clock: Clock
  changed: Changed
}

/** Reports of listings, and what facilitators do about them. */
export const moderationRoutes: FastifyPluginAsyncTypebox<ModerationParts> = async (
  app,
  { db, clock, changed },
) => {
  app.post(
    '/listings/:id/reports',
    {
      config: { access: 'public', creates: true },
      schema: {
        operationId: 'reportListing',
        summary: 'Tells the facilitators that something is wrong with a listing',
        tags: ['listings'],
        params: Params,
        body: ReportRequest,
        response: { 201: Type.Object({ id: Type.Integer() }), ...problemResponses(409, 422) },
      },
    },
    async (request, reply) => {
      const report = { ...request.body, listingId: request.params.id }
      reply.code(201)
      return once(db, request, clock, async (tx) => ({
        id: await reportListing(tx, request.principal, report, clock),
      }))
    },
  )

  app.get(
    '/listings/reports',
    {
      config: { access: 'facilitator' },
      schema: {
        operationId: 'findReports',
        summary: 'Reports that nobody has settled, the oldest first',
        tags: ['listings'],
        querystring: Type.Object(
          {
            cursor: Type.Optional(Id),
            limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
          },
          { additionalProperties: false },
        ),
        response: { 200: ListingReports },
      },
    },
    (request) => findReports(db, principalOf(request), request.query),
  )

  app.post(
    '/listings/reports/:id/dismissal',
    {
      config: { access: 'facilitator', creates: false },
      schema: {
        operationId: 'dismissReport',
        summary: 'Settles a report without doing anything to the listing',
        tags: ['listings'],
        params: Params,
        response: { 200: Type.Object({ id: Type.Integer() }) },
      },
    },
    async (request) => {
      await dismissReport(db, principalOf(request), request.params.id, clock)
      return { id: request.params.id }
    },
  )

  app.put(
    '/listings/:id/hidden',
    {
      config: { access: 'facilitator' },
      schema: {
        operationId: 'hideListing',
        summary: 'Takes a listing out of sight, with a reason that its owner reads',
        tags: ['listings'],
        params: Params,
        body: Type.Object(
          { reason: Type.String({ minLength: 3, maxLength: 500 }) },
          { additionalProperties: false },
        ),
        response: { 200: OwnListing, ...problemResponses(409) },
      },
    },
    async (request, reply) => {
      const { id: listingId } = request.params
      const principal = principalOf(request)
      await settle(db, async (tx) => {
        await hideListing(tx, principal, { listingId, reason: request.body.reason }, clock)
        await changed(tx, [listingId])
      })
      return tagRevision(reply, await readOwn(db, principal, listingId))
    },
  )

  app.delete(
    '/listings/:id/hidden',
    {
      config: { access: 'facilitator' },
      schema: {
        operationId: 'restoreListing',
        summary: 'Shows a hidden listing again',
        tags: ['listings'],
        params: Params,
        response: { 200: OwnListing },
      },
    },
    async (request, reply) => {
      const { id: listingId } = request.params
      const principal = principalOf(request)
      await settle(db, async (tx) => {
        await restoreListing(tx, principal, { listingId }, clock)
        await changed(tx, [listingId])
      })
      return tagRevision(reply, await readOwn(db, principal, listingId))
    },
  )
}
