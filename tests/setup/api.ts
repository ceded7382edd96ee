import type { FastifyInstance } from 'fastify'
import type { Database } from '../../db/open.ts'
import { buildApp, type AppParts } from '../../server/app.ts'
import { readConfig } from '../../server/config.ts'
import { dayOf, newMatching } from '../../server/matching/market.ts'
import { readCatalogue } from '../../server/materials/read-catalogue.ts'
import { fixedClock } from './template.ts'

/**
 * The API on a database, without pages and without a port: use `inject`. The market is empty unless `matching` is given.
 * Every answer has to be one that its route declares, otherwise the request fails.
 */
export async function testApp(
  database: Database,
  parts: Partial<AppParts> & { env?: Record<string, string> } = {},
): Promise<FastifyInstance> {
  const app = await buildApp({
    database,
    config: readConfig(parts.env ?? {}),
    clock: fixedClock,
    version: '0.0.0-test',
    matching: parts.matching ?? newMatching(await readCatalogue(database.db), dayOf(fixedClock)),
    isMarketLoaded: () => true,
    ...parts,
  })
  app.addHook('onSend', async ({ method, routeOptions: { url, schema } }, { statusCode }) => {
    if (!schema || schema.hide || !url?.startsWith('/api/')) return
    if (!Object.hasOwn((schema.response ?? {}) as object, statusCode))
      throw new Error(`${method} ${url} answered ${statusCode}, which it does not declare`)
  })
  return app
}
