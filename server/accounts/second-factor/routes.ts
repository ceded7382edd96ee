import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Db } from '../../../db/open.ts'
import { principalOf, sessionOf } from '../../http/auth.ts'
import { problemResponses } from '../../http/problem.ts'
import type { AccountParts } from '../parts.ts'
import { CodeBody, Done, PasswordAndCodeBody, PasswordBody, RecoveryCodes } from '../schema.ts'
import { beginSecondFactor, confirmSecondFactor, removeSecondFactor, renewRecoveryCodes } from './enrol.ts'

const CONFIG = { access: 'signed_in', enrolment: true, needsSession: true } as const
const tags = ['accounts']

/** Setting up and giving up a second factor. */
export const secondFactorRoutes: FastifyPluginAsyncTypebox<{ db: Db; parts: AccountParts }> = async (
  app,
  { db, parts },
) => {
  app.post(
    '/me/second-factor',
    {
      config: { ...CONFIG, creates: false },
      schema: {
        operationId: 'beginSecondFactor',
        summary: 'Get the secret for an authenticator app',
        tags,
        body: PasswordBody,
        response: {
          200: Type.Object({ secret: Type.String(), uri: Type.String() }),
          ...problemResponses(409),
        },
      },
    },
    (request) => {
      const { accountId } = principalOf(request)
      return beginSecondFactor(db, { accountId, address: request.ip, ...request.body }, parts)
    },
  )

  app.put(
    '/me/second-factor',
    {
      config: CONFIG,
      schema: {
        operationId: 'confirmSecondFactor',
        summary: 'Complete it with the first code; the answer has the recovery codes',
        tags,
        body: CodeBody,
        response: { 200: RecoveryCodes, ...problemResponses(409) },
      },
    },
    async (request) => {
      const { accountId } = principalOf(request)
      const input = { accountId, sessionId: sessionOf(request), code: request.body.code }
      return { recoveryCodes: await confirmSecondFactor(db, input, parts) }
    },
  )

  app.post(
    '/me/second-factor/removal',
    {
      config: { ...CONFIG, creates: false },
      schema: {
        operationId: 'removeSecondFactor',
        summary: 'Give the second factor up',
        tags,
        body: PasswordAndCodeBody,
        response: { 200: Done },
      },
    },
    async (request) => {
      const { accountId } = principalOf(request)
      await removeSecondFactor(db, { accountId, address: request.ip, ...request.body }, parts)
      return {}
    },
  )

  app.post(
    '/me/second-factor/recovery-codes',
    {
      config: { ...CONFIG, creates: false },
      schema: {
        operationId: 'renewRecoveryCodes',
        summary: 'Get new recovery codes; the old ones stop working',
        tags,
        body: PasswordAndCodeBody,
        response: { 200: RecoveryCodes },
      },
    },
    async (request) => {
      const { accountId } = principalOf(request)
      const input = { accountId, address: request.ip, ...request.body }
      return { recoveryCodes: await renewRecoveryCodes(db, input, parts) }
    },
  )
}
