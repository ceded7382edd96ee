import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Db } from '../../../db/open.ts'
import { NOTE_SUBJECTS } from '../../contract/desk.ts'
import { principalOf } from '../../http/auth.ts'
import { once } from '../../http/idempotency.ts'
import { problemResponses } from '../../http/problem.ts'
import { Id, OneOf } from '../../http/shapes.ts'
import type { Clock } from '../../journal/write.ts'
import { listNotes, takeBackNote, writeNote } from './notes.ts'
import { NoteDraft, Notes } from './schema.ts'

const tags = ['desk']

/** Notes of facilitators for facilitators. */
export const noteRoutes: FastifyPluginAsyncTypebox<{ db: Db; clock: Clock }> = async (app, { db, clock }) => {
  app.get(
    '/desk/notes',
    {
      config: { access: 'facilitator' },
      schema: {
        operationId: 'listNotes',
        summary: 'What facilitators noted about a proposal, an exchange or an organisation',
        tags,
        querystring: Type.Object(
          {
            kind: OneOf(NOTE_SUBJECTS),
            id: Id,
            cursor: Type.Optional(Id),
            limit: Type.Integer({ minimum: 1, maximum: 100, default: 30 }),
          },
          { additionalProperties: false },
        ),
        response: { 200: Notes },
      },
    },
    (request) => {
      const { kind, id, ...page } = request.query
      return listNotes(db, principalOf(request), { kind, id }, page)
    },
  )

  app.post(
    '/desk/notes',
    {
      config: { access: 'facilitator', creates: true },
      schema: {
        operationId: 'writeNote',
        summary: 'Notes something for facilitators alone',
        tags,
        body: NoteDraft,
        response: { 201: Type.Object({ id: Type.Integer() }), ...problemResponses(404, 422) },
      },
    },
    async (request, reply) => {
      const id = await once(db, request, clock, (tx) =>
        writeNote(tx, principalOf(request), request.body, clock),
      )
      return reply.code(201).send({ id })
    },
  )

  app.delete(
    '/desk/notes/:id',
    {
      config: { access: 'facilitator' },
      schema: {
        operationId: 'takeBackNote',
        summary: 'Takes back a note of one’s own',
        tags,
        params: Type.Object({ id: Id }),
        response: { 200: Type.Object({ id: Type.Integer() }) },
      },
    },
    async (request) => {
      await takeBackNote(db, principalOf(request), request.params.id, clock)
      return { id: request.params.id }
    },
  )
}
