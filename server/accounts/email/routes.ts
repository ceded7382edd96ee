import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Db } from '../../../db/open.ts'
import { principalOf } from '../../http/auth.ts'
import { problemResponses } from '../../http/problem.ts'
import type { AccountParts } from '../parts.ts'
import { ChangeEmailBody, Done, TokenBody } from '../schema.ts'
import { askForEmail, changeEmail } from './change.ts'

/** Another address for the same account. */
export const emailRoutes: FastifyPluginAsyncTypebox<{ db: Db; parts: AccountParts }> = async (
  app,
  { db, parts },
) => {
  app.post(
    '/me/email',
    {
      config: { access: 'signed_in', enrolment: true, needsSession: true, creates: false },
      schema: {
        operationId: 'askForEmailChange',
        summary: 'Have a letter sent to another address, which becomes the account’s once it is answered',
        tags: ['accounts'],
        body: ChangeEmailBody,
        response: { 202: Done },
      },
    },
    async (request, reply) => {
      const { accountId } = principalOf(request)
      await askForEmail(db, { accountId, address: request.ip, ...request.body }, parts)
      return reply.code(202).send({})
    },
  )

  app.put(
    '/accounts/email',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'changeEmail',
        summary: 'Prove the new address with the token out of the letter',
        tags: ['accounts'],
        body: TokenBody,
        response: { 200: Done, ...problemResponses(422) },
      },
    },
    async ({ body }) => {
      await changeEmail(db, body.token, parts)
      return {}
    },
  )
}
