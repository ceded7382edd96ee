import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Db } from '../../../db/open.ts'
import { principalOf } from '../../http/auth.ts'
import { problemResponses } from '../../http/problem.ts'
import type { AccountParts } from '../parts.ts'
import { ChangePasswordBody, Done, EmailBody, ResetPasswordBody } from '../schema.ts'
import { askForReset, changePassword, resetPassword } from './reset.ts'

/** Passwords that were forgotten, or are to be others. */
export const passwordRoutes: FastifyPluginAsyncTypebox<{ db: Db; parts: AccountParts }> = async (
  app,
  { db, parts },
) => {
  app.post(
    '/password-reset',
    {
      config: { access: 'public', creates: false },
      schema: {
        operationId: 'askForPasswordReset',
        summary: 'Have a letter sent with which a new password can be set',
        tags: ['accounts'],
        body: EmailBody,
        response: { 202: Done },
      },
    },
    async ({ body, ip }, reply) => {
      await askForReset(db, { email: body.email, address: ip }, parts)
      return reply.code(202).send({})
    },
  )

  app.put(
    '/password-reset',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'resetPassword',
        summary: 'Set a new password with the token out of the letter',
        tags: ['accounts'],
        body: ResetPasswordBody,
        response: { 200: Done, ...problemResponses(422) },
      },
    },
    async ({ body }) => {
      await resetPassword(db, body, parts)
      return {}
    },
  )

  app.put(
    '/me/password',
    {
      config: { access: 'signed_in', enrolment: true, needsSession: true },
      schema: {
        operationId: 'changePassword',
        summary: 'Change the password; other sign-ins end',
        tags: ['accounts'],
        body: ChangePasswordBody,
        response: { 200: Done, ...problemResponses(422) },
      },
    },
    async (request) => {
      const { accountId } = principalOf(request)
      const { sessionId, ip: address, body } = request
      await changePassword(db, { accountId, sessionId, address, ...body }, parts)
      return {}
    },
  )
}
