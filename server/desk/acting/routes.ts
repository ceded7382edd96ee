import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Db } from '../../../db/open.ts'
import { principalOf } from '../../http/auth.ts'
import { Id } from '../../http/shapes.ts'
import { findOrganisations, readActing } from './find.ts'
import { ActingFor, DeskOrganisations } from './schema.ts'

const tags = ['desk']

/** For whom facilitators may act, and for whom somebody acts now. */
export const actingRoutes: FastifyPluginAsyncTypebox<{ db: Db }> = async (app, { db }) => {
  app.get(
    '/desk/organisations',
    {
      config: { access: 'facilitator' },
      schema: {
        operationId: 'findDeskOrganisations',
        summary: 'Organisations by name, with whether each lets facilitators act for it',
        tags,
        querystring: Type.Object(
          {
            text: Type.Optional(Type.String({ maxLength: 100 })),
            consents: Type.Optional(Type.Boolean()),
            cursor: Type.Optional(Id),
            limit: Type.Integer({ minimum: 1, maximum: 100, default: 30 }),
          },
          { additionalProperties: false },
        ),
        response: { 200: DeskOrganisations },
      },
    },
    (request) => findOrganisations(db, principalOf(request), request.query),
  )

  app.get(
    '/desk/acting',
    {
      config: { access: 'facilitator' },
      schema: {
        operationId: 'readActing',
        summary: 'The organisation that the header `on-behalf-of` of this request names, once it consented',
        tags,
        response: { 200: ActingFor },
      },
    },
    async (request) => ({ organisation: await readActing(db, principalOf(request)) }),
  )
}
