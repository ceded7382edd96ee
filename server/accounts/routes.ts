import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Db } from '../../db/open.ts'
import { principalOf } from '../http/auth.ts'
import type { Gate } from '../http/credentials.ts'
import { readMe } from './me.ts'
import type { AccountParts } from './parts.ts'
import { registrationRoutes } from './registration/routes.ts'
import { Me } from './schema.ts'
import { sessionRoutes } from './sessions/routes.ts'

/** Everything about people: becoming one, signing in, what one is. */
export const accountRoutes: FastifyPluginAsyncTypebox<{ db: Db; parts: AccountParts; gate: Gate }> = async (
  app,
  { db, parts, gate },
) => {
  await app.register(registrationRoutes, { db, parts })
  await app.register(sessionRoutes, { db, parts, gate })

  app.get(
    '/me',
    {
      config: { access: 'signed_in', enrolment: true },
      schema: {
        operationId: 'readMe',
        summary: 'Who one is, and where one belongs',
        tags: ['accounts'],
        response: { 200: Me },
      },
    },
    (request) => readMe(db, principalOf(request).accountId),
  )
}
