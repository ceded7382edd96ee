import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { sql } from 'drizzle-orm'
import { Type } from 'typebox'
import { rows, type Db } from '../../db/open.ts'
import { Refusal } from '../refusals.ts'
import { problemResponses } from './problem.ts'

const ANSWER_WITHIN_MS = 2000

export interface HealthParts {
  db: Db
  /** Whether the market has been read into this process. */
  isMarketLoaded: () => boolean
}

/** /health/live says that the process runs, /health/ready that it can answer. */
export const health: FastifyPluginAsyncTypebox<HealthParts> = async (app, { db, isMarketLoaded }) => {
  app.get(
    '/health/live',
    {
      logLevel: 'warn',
      schema: {
        hide: true,
        response: { 200: Type.Object({ status: Type.Literal('alive') }) },
      },
    },
    async () => ({ status: 'alive' as const }),
  )
  app.get(
    '/health/ready',
    {
      logLevel: 'warn',
      schema: {
        hide: true,
        response: {
          200: Type.Object({ status: Type.Literal('ready'), catalogueVersion: Type.String() }),
          ...problemResponses(503),
        },
      },
    },
    async () => {
      const catalogueVersion = await loadedCatalogue(db)
      const market = isMarketLoaded()
      if (!catalogueVersion || !market)
        throw new Refusal('starting', { catalogue: catalogueVersion !== null, market })
      return { status: 'ready' as const, catalogueVersion }
    },
  )
}

/** @throws Refusal database_unavailable when the database does not answer in time, for whatever reason */
async function loadedCatalogue(db: Db): Promise<string | null> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(reject, ANSWER_WITHIN_MS)
  try {
    const found = rows<{ version: string }>(db, sql`select version from catalogue_state`)
    return (await Promise.race([found, late]))[0]?.version ?? null
  } catch {
    throw new Refusal('database_unavailable')
  } finally {
    clearTimeout(timer)
  }
}
