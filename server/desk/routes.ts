import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Db } from '../../db/open.ts'
import { DESK_STATES, DISMISSAL_REASONS, QUEUE_ORDERS } from '../contract/desk.ts'
import { STREAMS } from '../contract/words.ts'
import { principalOf } from '../http/auth.ts'
import { once } from '../http/idempotency.ts'
import { problemResponses } from '../http/problem.ts'
import { Id, Nullable, OneOf, Slug } from '../http/shapes.ts'
import type { Clock } from '../journal/write.ts'
import type { Matching } from '../matching/market.ts'
import { assign, listFacilitators } from './assign.ts'
import { dismiss } from './queue/dismiss.ts'
import { findQueue, readDeskProposal } from './queue/find.ts'
import { introduceProposal } from './queue/introduce.ts'
import { DeskIntroduction, DeskProposal, DeskQueue, Facilitators } from './queue/schema.ts'

export interface DeskParts {
  db: Db
  clock: Clock
  matching: Matching
}

const tags = ['desk']
const One = Type.Object({ id: Id })
const Assigned = Type.Object({ account: Nullable(Id) }, { additionalProperties: false })

/** The facilitators' queue of proposals: reading it, and what is done about a proposal. */
export const deskRoutes: FastifyPluginAsyncTypebox<DeskParts> = async (app, { db, clock, matching }) => {
  app.get(
    '/desk/facilitators',
    {
      config: { access: 'facilitator' },
      schema: {
        operationId: 'listFacilitators',
        summary: 'Who can be given work',
        tags,
        response: { 200: Facilitators },
      },
    },
    async (request) => ({ facilitators: await listFacilitators(db, principalOf(request)) }),
  )

  app.get(
    '/desk/proposals',
    {
      config: { access: 'facilitator' },
      schema: {
        operationId: 'findQueue',
        summary: 'Proposals of all organisations, by what they would avoid or by how long they wait',
        tags,
        querystring: Type.Object(
          {
            state: Type.Optional(Type.Array(OneOf(DESK_STATES), { maxItems: DESK_STATES.length })),
            stream: Type.Optional(OneOf(STREAMS)),
            municipality: Type.Optional(Slug),
            organisation: Type.Optional(Id),
            assigned: Type.Optional(
              Type.Union([Id, Type.Literal('nobody')], { description: 'An account, or `nobody`' }),
            ),
            olderThanDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650 })),
            order: Type.Unsafe<(typeof QUEUE_ORDERS)[number]>({ ...OneOf(QUEUE_ORDERS), default: 'impact' }),
            cursor: Type.Optional(Type.String({ maxLength: 90 })),
            limit: Type.Integer({ minimum: 1, maximum: 50, default: 20 }),
          },
          { additionalProperties: false },
        ),
        response: { 200: DeskQueue },
      },
    },
    (request) => findQueue(db, matching, principalOf(request), request.query, clock),
  )

  app.get(
    '/desk/proposals/:id',
    {
      config: { access: 'facilitator' },
      schema: {
        operationId: 'readDeskProposal',
        summary: 'One proposal with what facilitators know of it',
        tags,
        params: One,
        response: { 200: DeskProposal },
      },
    },
    (request) => readDeskProposal(db, matching, principalOf(request), request.params.id),
  )

  for (const kind of ['proposal', 'exchange'] as const)
    app.put(
      `/desk/${kind}s/:id/assignment`,
      {
        config: { access: 'facilitator' },
        schema: {
          operationId: kind === 'proposal' ? 'assignProposal' : 'assignExchange',
          summary: `Gives the ${kind} to a facilitator, or to nobody in particular`,
          tags,
          params: One,
          body: Assigned,
          response: { 200: Assigned, ...problemResponses(422) },
        },
      },
      async (request) => {
        const { account } = request.body
        await assign(db, principalOf(request), { kind, id: request.params.id, account }, clock)
        return { account }
      },
    )

  app.post(
    '/desk/proposals/:id/introduction',
    {
      config: { access: 'facilitator', creates: true },
      schema: {
        operationId: 'introduceProposal',
        summary: 'Brings the two sides together, with a message in both languages',
        tags,
        params: One,
        body: DeskIntroduction,
        response: { 201: Type.Object({ exchange: Type.Integer() }), ...problemResponses(409, 422) },
      },
    },
    async (request, reply) => {
      const introduction = { proposalId: request.params.id, message: request.body.message }
      const exchange = await once(db, request, clock, (tx) =>
        introduceProposal(tx, principalOf(request), introduction, clock),
      )
      return reply.code(201).send({ exchange })
    },
  )

  app.put(
    '/desk/proposals/:id/dismissal',
    {
      config: { access: 'facilitator' },
      schema: {
        operationId: 'dismissProposal',
        summary: 'Takes a proposal off the desk, with a reason',
        tags,
        params: One,
        body: Type.Object({ reason: OneOf(DISMISSAL_REASONS) }, { additionalProperties: false }),
        response: { 200: DeskProposal, ...problemResponses(409) },
      },
    },
    async (request) => {
      const { id: proposalId } = request.params
      await dismiss(db, principalOf(request), { proposalId, reason: request.body.reason }, clock)
      return readDeskProposal(db, matching, principalOf(request), proposalId)
    },
  )

  app.delete(
    '/desk/proposals/:id/dismissal',
    {
      config: { access: 'facilitator' },
      schema: {
        operationId: 'restoreProposal',
        summary: 'Puts a proposal back on the desk',
        tags,
        params: One,
        response: { 200: DeskProposal },
      },
    },
    async (request) => {
      const { id: proposalId } = request.params
      await dismiss(db, principalOf(request), { proposalId, reason: null }, clock)
      return readDeskProposal(db, matching, principalOf(request), proposalId)
    },
  )
}
