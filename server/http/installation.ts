import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { sql } from 'drizzle-orm'
import { Type } from 'typebox'
import { rows, type Db } from '../../db/open.ts'
import type { Config } from '../config.ts'
import { REFUSALS, type RefusalCode } from '../refusals.ts'
import { Nullable, OneOf } from './shapes.ts'

export interface InstallationParts {
  db: Db
  config: Config
  version: string
  /** The currency in which the engine reckons. */
  currency: string
}

/** What the web has to know of this installation while it runs. */
export const Settings = Type.Object(
  {
    mapStyleUrl: Nullable(
      Type.String({ description: 'Style of an online base map; null for the offline one' }),
    ),
    demonstration: Type.Boolean({ description: 'Whether fictional demonstration listings are present' }),
    timeZone: Type.String(),
    version: Type.String(),
    currency: Type.String({ description: 'ISO 4217 code of the currency in which matches are reckoned' }),
  },
  { $id: 'Settings' },
)

/** Facts about the installation itself: its settings, and the refusals that it knows. */
export const installation: FastifyPluginAsyncTypebox<InstallationParts> = async (app, parts) => {
  app.get(
    '/settings',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'readSettings',
        summary: 'Settings of this installation that pages depend on',
        tags: ['installation'],
        response: { 200: Settings },
      },
    },
    async () => {
      const [found] = await rows<{ demonstration: boolean }>(
        parts.db,
        sql`select exists (select from organisation where demonstration) as demonstration`,
      )
      return {
        mapStyleUrl: parts.config.mapStyleUrl,
        demonstration: found?.demonstration === true,
        timeZone: parts.config.timeZone,
        version: parts.version,
        currency: parts.currency,
      }
    },
  )
  app.get(
    '/problems',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'listProblems',
        summary: 'Every code with which a request can be refused, and its HTTP status',
        tags: ['installation'],
        response: {
          200: Type.Array(
            Type.Object({
              code: OneOf(Object.keys(REFUSALS) as RefusalCode[]),
              status: Type.Integer(),
            }),
          ),
        },
      },
    },
    async () => Object.entries(REFUSALS).map(([code, status]) => ({ code: code as RefusalCode, status })),
  )
}
