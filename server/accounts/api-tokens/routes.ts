import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Db } from '../../../db/open.ts'
import { principalOf } from '../../http/auth.ts'
import { once } from '../../http/idempotency.ts'
import { problemResponses } from '../../http/problem.ts'
import type { AccountParts } from '../parts.ts'
import { ApiTokenBody, ApiTokens, Done, Id, NewApiToken } from '../schema.ts'
import { endApiToken, issueApiToken, listApiTokens } from './issue.ts'

const CONFIG = { access: 'signed_in', needsSession: true } as const
const tags = ['accounts']

/** Keys for programs that act for somebody. */
export const apiTokenRoutes: FastifyPluginAsyncTypebox<{ db: Db; parts: AccountParts }> = async (
  app,
  { db, parts: { clock } },
) => {
  app.get(
    '/me/tokens',
    {
      config: CONFIG,
      schema: {
        operationId: 'listTokens',
        summary: 'One’s tokens for programs',
        tags,
        response: { 200: ApiTokens },
      },
    },
    async (request) => ({ tokens: await listApiTokens(db, principalOf(request).accountId) }),
  )

  app.post(
    '/me/tokens',
    {
      config: { ...CONFIG, creates: true },
      schema: {
        operationId: 'issueToken',
        summary: 'Make a token for a program; it is shown this once',
        tags,
        body: ApiTokenBody,
        response: { 201: NewApiToken, ...problemResponses(409, 422) },
      },
    },
    async (request, reply) => {
      const { accountId } = principalOf(request)
      const issued = await once(db, request, clock, (tx) =>
        issueApiToken(tx, { accountId, ...request.body }, clock),
      )
      return reply.code(201).send(issued)
    },
  )

  app.delete(
    '/me/tokens/:id',
    {
      config: CONFIG,
      schema: {
        operationId: 'endToken',
        summary: 'End a token at once',
        tags,
        params: Type.Object({ id: Id }),
        response: { 200: Done },
      },
    },
    async (request) => {
      await endApiToken(db, { accountId: principalOf(request).accountId, id: request.params.id }, clock)
      return {}
    },
  )
}
