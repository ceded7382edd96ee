import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Db } from '../../../db/open.ts'
import { principalOf } from '../../http/auth.ts'
import { once } from '../../http/idempotency.ts'
import { problemResponses } from '../../http/problem.ts'
import type { Clock } from '../../journal/write.ts'
import { readDeliveries, redeliver, testWebhook } from './log.ts'
import { addWebhook, changeWebhook, listWebhooks, removeWebhook, rotateSecret } from './manage.ts'
import type { WebhookParts } from './parts.ts'
import {
  Deliveries,
  DeliveriesQuery,
  NewSecret,
  NewWebhook,
  OfDelivery,
  OfOrganisation,
  OfWebhook,
  Queued,
  WebhookBody,
  WebhookChange,
  Webhooks,
} from './schema.ts'

const CONFIG = { access: 'signed_in', needsSession: true } as const
const tags = ['webhooks']
const Done = Type.Object({})
const whichOf = ({ id, webhook }: { id: number; webhook: number }) => ({
  organisationId: id,
  webhookId: webhook,
})

/** Where programs of an organisation hear what it is told. */
export const webhookRoutes: FastifyPluginAsyncTypebox<{
  db: Db
  clock: Clock
  webhooks: WebhookParts
}> = async (app, { db, clock, webhooks: parts }) => {
  app.get(
    '/organisations/:id/webhooks',
    {
      config: CONFIG,
      schema: {
        operationId: 'listWebhooks',
        summary: 'The webhooks of an organisation, and what they can hear of',
        tags,
        params: OfOrganisation,
        response: { 200: Webhooks },
      },
    },
    (request) => listWebhooks(db, principalOf(request), request.params.id),
  )

  app.post(
    '/organisations/:id/webhooks',
    {
      config: { ...CONFIG, creates: true },
      schema: {
        operationId: 'addWebhook',
        summary: 'Add a webhook; its secret is shown this once',
        tags,
        params: OfOrganisation,
        body: WebhookBody,
        response: { 201: NewWebhook, ...problemResponses(409, 422) },
      },
    },
    async (request, reply) => {
      const input = { organisationId: request.params.id, ...request.body }
      const added = await once(db, request, clock, (tx) =>
        addWebhook(tx, principalOf(request), input, parts, clock),
      )
      return reply.code(201).send(added)
    },
  )

  app.patch(
    '/organisations/:id/webhooks/:webhook',
    {
      config: CONFIG,
      schema: {
        operationId: 'changeWebhook',
        summary: 'Change where a webhook goes, what it hears of, or whether it gets anything',
        tags,
        params: OfWebhook,
        body: WebhookChange,
        response: { 200: Done, ...problemResponses(422) },
      },
    },
    async (request) => {
      await changeWebhook(db, principalOf(request), whichOf(request.params), request.body, parts, clock)
      return {}
    },
  )

  app.delete(
    '/organisations/:id/webhooks/:webhook',
    {
      config: CONFIG,
      schema: {
        operationId: 'removeWebhook',
        summary: 'Remove a webhook with its log',
        tags,
        params: OfWebhook,
        response: { 200: Done },
      },
    },
    async (request) => {
      await removeWebhook(db, principalOf(request), whichOf(request.params), clock)
      return {}
    },
  )

  app.post(
    '/organisations/:id/webhooks/:webhook/secrets',
    {
      config: { ...CONFIG, creates: true },
      schema: {
        operationId: 'rotateWebhookSecret',
        summary: 'Give a webhook a new secret; for a day the one before signs as well',
        tags,
        params: OfWebhook,
        response: { 201: NewSecret, ...problemResponses(400, 422) },
      },
    },
    async (request, reply) => {
      const made = await once(db, request, clock, (tx) =>
        rotateSecret(tx, principalOf(request), whichOf(request.params), parts, clock),
      )
      return reply.code(201).send(made)
    },
  )

  app.post(
    '/organisations/:id/webhooks/:webhook/tests',
    {
      config: { ...CONFIG, creates: true },
      schema: {
        operationId: 'testWebhook',
        summary: 'Send something harmless to a webhook',
        tags,
        params: OfWebhook,
        response: { 202: Queued, ...problemResponses(400, 409, 422) },
      },
    },
    async (request, reply) => {
      const queued = await once(db, request, clock, (tx) =>
        testWebhook(tx, principalOf(request), whichOf(request.params), clock),
      )
      return reply.code(202).send(queued)
    },
  )

  app.get(
    '/organisations/:id/webhooks/:webhook/deliveries',
    {
      config: CONFIG,
      schema: {
        operationId: 'listDeliveries',
        summary: 'What was sent to a webhook and how it went, the newest first',
        tags,
        params: OfWebhook,
        querystring: DeliveriesQuery,
        response: { 200: Deliveries },
      },
    },
    (request) => readDeliveries(db, principalOf(request), whichOf(request.params), request.query),
  )

  app.post(
    '/organisations/:id/webhooks/:webhook/deliveries/:delivery/retry',
    {
      config: { ...CONFIG, creates: false },
      schema: {
        operationId: 'redeliver',
        summary: 'Send something once more, under the id that it had',
        tags,
        params: OfDelivery,
        response: { 202: Queued, ...problemResponses(409) },
      },
    },
    async (request, reply) => {
      const { delivery, ...which } = request.params
      const queued = await redeliver(db, principalOf(request), { ...whichOf(which), delivery }, clock)
      return reply.code(202).send(queued)
    },
  )
}
