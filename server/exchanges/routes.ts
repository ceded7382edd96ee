import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Db } from '../../db/open.ts'
import { END_REASONS, SIDES, STAGES } from '../contract/exchanges.ts'
import { principalOf } from '../http/auth.ts'
import { once } from '../http/idempotency.ts'
import { problemResponses } from '../http/problem.ts'
import { Id, Nullable, OneOf } from '../http/shapes.ts'
import type { Clock } from '../journal/write.ts'
import { answer } from './answer.ts'
import { introduceBundle, introducePair } from './introduce-pair.ts'
import { MOVES, move } from './move.ts'
import { findExchanges, readRoom } from './read.ts'
import { reveal } from './reveal.ts'
import { sendMessage } from './room/send.ts'
import { timelineOf } from './room/timeline.ts'
import {
  AnswerDraft,
  BundleDraft,
  ExchangeRoom,
  ExchangesPage,
  Introduction,
  MessageDraft,
  Timeline,
} from './schema.ts'
import { agree } from './terms/agree.ts'
import { offerTerms } from './terms/offer.ts'
import { TermsOffer } from './terms/schema.ts'

const OneExchange = Type.Object({ id: Id })
const side = Type.Optional(
  Type.Unsafe<(typeof SIDES)[number]>({
    ...OneOf(SIDES),
    description: 'Needed only by somebody who is at home on both sides',
  }),
)
const Made = Type.Object({ id: Type.Integer() })

export interface ExchangeParts {
  db: Db
  clock: Clock
}

/** Exchanges: opening them, the room, the terms, and the way along the life cycle. */
export const exchangeRoutes: FastifyPluginAsyncTypebox<ExchangeParts> = async (app, { db, clock }) => {
  app.get(
    '/exchanges',
    {
      config: { access: 'signed_in' },
      schema: {
        operationId: 'findExchanges',
        summary: 'Exchanges of the reader’s organisations, those first in which something happened last',
        tags: ['exchanges'],
        querystring: Type.Object(
          {
            stage: Type.Optional(Type.Array(OneOf(STAGES), { maxItems: STAGES.length })),
            organisation: Type.Optional(Id),
            listing: Type.Optional(Id),
            cursor: Type.Optional(Type.String({ maxLength: 60 })),
            limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
          },
          { additionalProperties: false },
        ),
        response: { 200: ExchangesPage },
      },
    },
    (request) => findExchanges(db, principalOf(request), request.query),
  )

  app.post(
    '/exchanges',
    {
      config: { access: 'facilitator', creates: true },
      schema: {
        operationId: 'introducePair',
        summary: 'A facilitator brings an offer and a need together',
        tags: ['exchanges'],
        body: Introduction,
        response: { 201: Made, ...problemResponses(404, 409, 422) },
      },
    },
    async (request, reply) => {
      const id = await once(db, request, clock, (tx) =>
        introducePair(tx, principalOf(request), request.body, clock),
      )
      return reply.code(201).send({ id })
    },
  )

  app.post(
    '/bundles',
    {
      config: { access: 'facilitator', creates: true },
      schema: {
        operationId: 'introduceBundle',
        summary: 'A facilitator brings several pairs together: pooled, split or through a processor',
        tags: ['exchanges'],
        body: BundleDraft,
        response: {
          201: Type.Object({ bundle: Type.Integer(), exchanges: Type.Array(Type.Integer()) }),
          ...problemResponses(404, 409, 422),
        },
      },
    },
    async (request, reply) =>
      reply
        .code(201)
        .send(
          await once(db, request, clock, (tx) =>
            introduceBundle(tx, principalOf(request), request.body, clock),
          ),
        ),
  )

  app.post(
    '/proposals/:id/answers',
    {
      config: { access: 'signed_in', creates: false },
      schema: {
        operationId: 'answerProposal',
        summary: 'A side answers a proposal; the second interest opens an exchange',
        tags: ['proposals'],
        params: OneExchange,
        body: AnswerDraft,
        response: {
          200: Type.Object({ exchange: Nullable(Type.Integer()) }),
          ...problemResponses(409, 422),
        },
      },
    },
    (request) => {
      const answering = { ...request.body, proposalId: request.params.id }
      return once(db, request, clock, (tx) => answer(tx, principalOf(request), answering, clock))
    },
  )

  app.get(
    '/exchanges/:id',
    {
      config: { access: 'signed_in' },
      schema: {
        operationId: 'readExchange',
        summary: 'One exchange with every version of its terms',
        tags: ['exchanges'],
        params: OneExchange,
        response: { 200: ExchangeRoom },
      },
    },
    (request) => readRoom(db, principalOf(request), request.params.id),
  )

  app.get(
    '/exchanges/:id/timeline',
    {
      config: { access: 'signed_in' },
      schema: {
        operationId: 'timelineOfExchange',
        summary: 'What happened and what was said, newest first',
        tags: ['exchanges'],
        params: OneExchange,
        querystring: Type.Object(
          {
            cursor: Type.Optional(Id),
            limit: Type.Integer({ minimum: 1, maximum: 100, default: 50 }),
          },
          { additionalProperties: false },
        ),
        response: { 200: Timeline },
      },
    },
    (request) => timelineOf(db, principalOf(request), request.params.id, request.query),
  )

  app.post(
    '/exchanges/:id/messages',
    {
      config: { access: 'signed_in', creates: true },
      schema: {
        operationId: 'sendMessage',
        summary: 'Says something in the room',
        tags: ['exchanges'],
        params: OneExchange,
        body: MessageDraft,
        response: { 201: Made, ...problemResponses(409, 422) },
      },
    },
    async (request, reply) => {
      const said = { ...request.body, exchangeId: request.params.id }
      const id = await once(db, request, clock, (tx) => sendMessage(tx, principalOf(request), said, clock))
      return reply.code(201).send({ id })
    },
  )

  app.post(
    '/exchanges/:id/terms',
    {
      config: { access: 'signed_in', creates: true },
      schema: {
        operationId: 'offerTerms',
        summary: 'Offers terms: the first, a counter-offer, or an amendment of what is sealed',
        tags: ['exchanges'],
        params: OneExchange,
        body: TermsOffer,
        response: { 201: Type.Object({ version: Type.Integer() }), ...problemResponses(409, 422) },
      },
    },
    async (request, reply) => {
      const { lastVersion, side, ...deal } = request.body
      const offering = { exchangeId: request.params.id, deal, lastVersion, ...(side && { side }) }
      const version = await once(db, request, clock, (tx) =>
        offerTerms(tx, principalOf(request), offering, clock),
      )
      return reply.code(201).send({ version })
    },
  )

  app.post(
    '/exchanges/:id/terms/:version/agreement',
    {
      config: { access: 'signed_in', creates: false },
      schema: {
        operationId: 'agreeToTerms',
        summary: 'Says yes to the newest terms; the second side’s yes seals them',
        tags: ['exchanges'],
        params: Type.Object({ id: Id, version: Id }),
        body: Type.Object({ side }, { additionalProperties: false }),
        response: { 200: Type.Object({ sealed: Type.Boolean() }), ...problemResponses(409, 422) },
      },
    },
    (request) => {
      const { id: exchangeId, version } = request.params
      return once(db, request, clock, (tx) =>
        agree(tx, principalOf(request), { exchangeId, version, ...request.body }, clock),
      )
    },
  )

  app.post(
    '/exchanges/:id/moves',
    {
      config: { access: 'signed_in', creates: false },
      schema: {
        operationId: 'moveExchange',
        summary: 'Moves an exchange along its life cycle',
        tags: ['exchanges'],
        params: OneExchange,
        body: Type.Object(
          { act: OneOf(MOVES), reason: Type.Optional(OneOf(END_REASONS)), side },
          { additionalProperties: false },
        ),
        response: { 200: Type.Object({ stage: OneOf(STAGES) }), ...problemResponses(409, 422) },
      },
    },
    async (request) => ({
      stage: await once(db, request, clock, (tx) =>
        move(tx, principalOf(request), { ...request.body, exchangeId: request.params.id }, clock),
      ),
    }),
  )

  app.post(
    '/exchanges/:id/reveal',
    {
      config: { access: 'signed_in', creates: false },
      schema: {
        operationId: 'revealSide',
        summary: 'Lets the other side see name, contact and exact site',
        tags: ['exchanges'],
        params: OneExchange,
        body: Type.Object({ side }, { additionalProperties: false }),
        response: { 200: ExchangeRoom, ...problemResponses(409, 422) },
      },
    },
    async (request) => {
      const principal = principalOf(request)
      await reveal(db, principal, { ...request.body, exchangeId: request.params.id }, clock)
      return readRoom(db, principal, request.params.id)
    },
  )
}
