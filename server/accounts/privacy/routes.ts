import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Db } from '../../../db/open.ts'
import { principalOf } from '../../http/auth.ts'
import type { Gate } from '../../http/credentials.ts'
import { problemResponses } from '../../http/problem.ts'
import type { AccountParts } from '../parts.ts'
import { Done, PasswordBody, PersonalDataText } from '../schema.ts'
import { eraseAccount } from './erase.ts'
import { personalData } from './store.ts'

interface Parts {
  db: Db
  parts: AccountParts
  gate: Gate
}

/** What a person may ask for about himself. */
export const privacyRoutes: FastifyPluginAsyncTypebox<Parts> = async (app, { db, parts, gate }) => {
  app.get(
    '/me/export',
    {
      config: { access: 'signed_in', enrolment: true, needsSession: true },
      schema: {
        operationId: 'exportMe',
        summary: 'Everything that is kept about oneself',
        tags: ['accounts'],
        response: { 200: PersonalDataText },
      },
    },
    async (request, reply) => {
      reply.header('content-disposition', 'attachment; filename="simbiozi-my-data.json"')
      return personalData(db, principalOf(request).accountId)
    },
  )

  app.post(
    '/me/erasure',
    {
      config: { access: 'signed_in', enrolment: true, needsSession: true, creates: false },
      schema: {
        operationId: 'eraseMe',
        summary: 'Erase one’s account; this cannot be undone',
        tags: ['accounts'],
        body: PasswordBody,
        response: { 200: Done, ...problemResponses(409) },
      },
    },
    async (request, reply) => {
      const { accountId } = principalOf(request)
      await eraseAccount(db, { accountId, address: request.ip, password: request.body.password }, parts)
      gate.signOut(reply)
      return {}
    },
  )
}
