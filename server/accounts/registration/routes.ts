import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Db } from '../../../db/open.ts'
import { once } from '../../http/idempotency.ts'
import { problemResponses } from '../../http/problem.ts'
import { mayMail } from '../guesses/limit.ts'
import type { AccountParts } from '../parts.ts'
import { Done, EmailBody, RegisterBody, TokenBody } from '../schema.ts'
import { register } from './register.ts'
import { resendVerification, verifyEmail } from './verify.ts'

/** Becoming somebody here. */
export const registrationRoutes: FastifyPluginAsyncTypebox<{ db: Db; parts: AccountParts }> = async (
  app,
  { db, parts },
) => {
  app.post(
    '/accounts',
    {
      config: { access: 'public', creates: true },
      schema: {
        operationId: 'register',
        summary: 'Register, with an organisation or by an invitation; a letter proves the address',
        tags: ['accounts'],
        body: RegisterBody,
        response: { 202: Done, ...problemResponses(422) },
      },
    },
    async (request, reply) => {
      await mayMail(db, parts.clock, { email: request.body.email, address: request.ip })
      await once(db, request, parts.clock, async (tx) => {
        await register(tx, request.body, parts)
        return {}
      })
      return reply.code(202).send({})
    },
  )

  app.post(
    '/accounts/verification',
    {
      config: { access: 'public', creates: false },
      schema: {
        operationId: 'verifyEmail',
        summary: 'Prove an address with the token out of the letter',
        tags: ['accounts'],
        body: TokenBody,
        response: { 200: Done, ...problemResponses(422) },
      },
    },
    async ({ body }) => {
      await verifyEmail(db, body.token, parts)
      return {}
    },
  )

  app.post(
    '/accounts/verification/letter',
    {
      config: { access: 'public', creates: false },
      schema: {
        operationId: 'resendVerification',
        summary: 'Have the letter sent again',
        tags: ['accounts'],
        body: EmailBody,
        response: { 202: Done },
      },
    },
    async ({ body, ip }, reply) => {
      await resendVerification(db, { email: body.email, address: ip }, parts)
      return reply.code(202).send({})
    },
  )
}
