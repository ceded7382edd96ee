import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Db } from '../../../db/open.ts'
import { EVENT_KINDS } from '../../contract/events.ts'
import { problemResponses } from '../../http/problem.ts'
import { OneOf } from '../../http/shapes.ts'
import type { Clock } from '../../journal/write.ts'
import { unsubscribe } from './unsubscribe.ts'

const Token = Type.Object(
  { token: Type.String({ minLength: 1, maxLength: 120 }) },
  { additionalProperties: false },
)

/** Ends letters from within a letter, without signing in (RFC 8058). */
export const unsubscribeRoutes: FastifyPluginAsyncTypebox<{ db: Db; clock: Clock; key: Buffer }> = async (
  app,
  { db, clock, key },
) => {
  // Programs that read mail post a form; what it says is always the same, so only its size is looked at.
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, _body, done) => done(null, null))

  app.post(
    '/unsubscribe',
    {
      // The link stands in the address, which needs no place in a log.
      logLevel: 'warn',
      config: { access: 'public', enrolment: true, creates: false },
      schema: {
        operationId: 'unsubscribe',
        summary: 'End the letters that a link in a letter names, with one click and without signing in',
        tags: ['notifications'],
        querystring: Token,
        response: {
          200: Type.Object({ kinds: Type.Array(OneOf(EVENT_KINDS)) }),
          ...problemResponses(413, 422),
        },
      },
    },
    (request) => unsubscribe(db, { key, token: request.query.token }, clock),
  )
}
