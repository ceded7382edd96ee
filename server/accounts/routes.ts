import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Db } from '../../db/open.ts'
import { principalOf } from '../http/auth.ts'
import type { Gate } from '../http/credentials.ts'
import { readMe } from './me.ts'
import type { AccountParts } from './parts.ts'
import { registrationRoutes } from './registration/routes.ts'
import { Me, ProfileBody } from './schema.ts'
import { apiTokenRoutes } from './api-tokens/routes.ts'
import { emailRoutes } from './email/routes.ts'
import { journalRoutes } from './journal/routes.ts'
import { memberRoutes } from './members/routes.ts'
import { passwordRoutes } from './password/routes.ts'
import { privacyRoutes } from './privacy/routes.ts'
import { changeProfile } from './profile.ts'
import { secondFactorRoutes } from './second-factor/routes.ts'
import { sessionRoutes } from './sessions/routes.ts'
import { termsRoutes } from './terms/routes.ts'

/** Everything about people: becoming one, signing in, what one is. */
export const accountRoutes: FastifyPluginAsyncTypebox<{ db: Db; parts: AccountParts; gate: Gate }> = async (
  app,
  { db, parts, gate },
) => {
  await app.register(registrationRoutes, { db, parts })
  await app.register(sessionRoutes, { db, parts, gate })
  await app.register(termsRoutes, { db, parts })
  await app.register(passwordRoutes, { db, parts })
  await app.register(emailRoutes, { db, parts })
  await app.register(secondFactorRoutes, { db, parts })
  await app.register(apiTokenRoutes, { db, parts })
  await app.register(memberRoutes, { db, parts })
  await app.register(privacyRoutes, { db, parts, gate })
  await app.register(journalRoutes, { db })

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

  app.patch(
    '/me',
    {
      config: { access: 'signed_in', enrolment: true, needsSession: true },
      schema: {
        operationId: 'changeMe',
        summary: 'Change one’s name or language',
        tags: ['accounts'],
        body: ProfileBody,
        response: { 200: Me },
      },
    },
    async (request) => {
      const { accountId } = principalOf(request)
      await changeProfile(db, accountId, request.body, parts)
      return readMe(db, accountId)
    },
  )
}
