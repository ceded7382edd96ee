import type { FastifyInstance } from 'fastify'
import type { Database } from '../../db/open.ts'
import { buildApp, type AppParts } from '../../server/app.ts'
import { readConfig } from '../../server/config.ts'
import { dayOf, newMatching, type Matching } from '../../server/matching/market.ts'
import { readCatalogue } from '../../server/materials/read-catalogue.ts'
import { testPasswords } from './people.ts'
import { fixedClock } from './template.ts'

/** What the keys of every test are derived from. */
export const TEST_SECRET = 'a secret for tests, known to everybody'

const held = globalThis as { simbioziEmptyMarket?: Promise<Matching> }

/** Every worker has the same catalogue, and reading it takes longer than most tests. */
const newEmptyMarket = async ({ db }: Database) => newMatching(await readCatalogue(db), dayOf(fixedClock))

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
    secret: TEST_SECRET,
    passwords: testPasswords,
    matching: parts.matching ?? (await (held.simbioziEmptyMarket ??= newEmptyMarket(database))),
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
