import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Db } from '../../../db/open.ts'
import { principalOf } from '../../http/auth.ts'
import { Id, JournalPage } from '../schema.ts'
import { readJournal, readJournalOf } from './read.ts'

const PageQuery = Type.Object(
  {
    cursor: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: Number.MAX_SAFE_INTEGER,
        description: '`nextCursor` of the page before',
      }),
    ),
    limit: Type.Integer({ minimum: 1, maximum: 100, default: 50 }),
  },
  { additionalProperties: false },
)

const JournalQuery = Type.Object(
  {
    ...PageQuery.properties,
    account: Type.Optional(Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1, description: 'Who acted' })),
    action: Type.Optional(Type.String({ pattern: '^[a-z_]{1,60}$', description: 'How an action begins' })),
    subjectKind: Type.Optional(Type.String({ pattern: '^[a-z_]{1,40}$' })),
    subject: Type.Optional(
      Type.String({ pattern: '^[\\w:.-]{1,80}$', description: 'Id of what it was done to' }),
    ),
    from: Type.Optional(Type.String({ format: 'date' })),
    until: Type.Optional(Type.String({ format: 'date', description: 'The last day' })),
  },
  { additionalProperties: false },
)

/** The append-only journal, as far as somebody may read it. */
export const journalRoutes: FastifyPluginAsyncTypebox<{ db: Db }> = async (app, { db }) => {
  app.get(
    '/organisations/:id/journal',
    {
      config: { access: 'signed_in' },
      schema: {
        operationId: 'readJournalOfOrganisation',
        summary: 'What was done to and for an organisation, the newest first',
        tags: ['journal'],
        params: Type.Object({ id: Id }),
        querystring: PageQuery,
        response: { 200: JournalPage },
      },
    },
    (request) => {
      const { cursor = null, limit } = request.query
      return readJournalOf(db, principalOf(request), request.params.id, { before: cursor, limit })
    },
  )

  app.get(
    '/journal',
    {
      config: { access: 'administrator' },
      schema: {
        operationId: 'readJournal',
        summary: 'What was done by anybody, the newest first',
        tags: ['journal'],
        querystring: JournalQuery,
        response: { 200: JournalPage },
      },
    },
    ({ query: { cursor = null, limit, ...filter } }) => readJournal(db, { before: cursor, limit }, filter),
  )
}
