import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Db } from '../../../db/open.ts'
import { actorOf } from '../../accounts/principal.ts'
import { principalOf } from '../../http/auth.ts'
import type { Clock } from '../../journal/write.ts'
import { changePreferences, readPreferences } from './change.ts'
import { Preferences, PreferencesBody } from './schema.ts'

const tags = ['notifications']

/** What one hears of by letter, and when. */
export const preferenceRoutes: FastifyPluginAsyncTypebox<{ db: Db; clock: Clock }> = async (
  app,
  { db, clock },
) => {
  app.get(
    '/me/notification-preferences',
    {
      config: { access: 'signed_in', needsSession: true },
      schema: {
        operationId: 'readNotificationPreferences',
        summary: 'When one hears of each kind of news by letter',
        tags,
        response: { 200: Preferences },
      },
    },
    (request) => readPreferences(db, principalOf(request).accountId),
  )

  app.put(
    '/me/notification-preferences',
    {
      config: { access: 'signed_in', needsSession: true },
      schema: {
        operationId: 'changeNotificationPreferences',
        summary: 'Change when one hears of some kinds by letter',
        tags,
        body: PreferencesBody,
        response: { 200: Preferences },
      },
    },
    (request) => {
      const principal = principalOf(request)
      return changePreferences(db, actorOf(principal), principal.accountId, request.body.preferences, clock)
    },
  )
}
