import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { rows } from '../../db/open.ts'
import { organisation } from '../../db/schema/index.ts'
import { readCatalogue } from '../../server/materials/read-catalogue.ts'
import { dayOf, newMatching } from '../../server/matching/market.ts'
import { REFUSALS } from '../../server/refusals.ts'
import { testApp } from '../setup/api.ts'
import { fixedClock, inTransaction, ownDatabase } from '../setup/database.ts'

const markCatalogueLoaded = sql`
  insert into catalogue_state (id, version, rebuilt_at) values (1, 'v7', now())
  on conflict (id) do update set version = excluded.version`

describe('health', () => {
  test('is live as soon as the process answers, ready when catalogue and market are loaded', async () => {
    await inTransaction(async (db, database) => {
      let isLoaded = false
      const app = await testApp(database, { isMarketLoaded: () => isLoaded })
      const ready = async () => (await app.inject('/health/ready')).json()

      await rows(db, sql`delete from catalogue_state`)
      expect((await app.inject('/health/live')).json()).toEqual({ status: 'alive' })
      const starting = { status: 503, code: 'starting' }
      expect(await ready()).toMatchObject({ ...starting, params: { catalogue: false, market: false } })
      await rows(db, markCatalogueLoaded)
      expect(await ready()).toMatchObject({ ...starting, params: { catalogue: true, market: false } })
      isLoaded = true
      expect(await ready()).toEqual({ status: 'ready', catalogueVersion: 'v7' })
    })
  })
})

test('without its database the server stays up and answers 503', async () => {
  const database = await ownDatabase()
  const matching = newMatching(await readCatalogue(database.db), dayOf(fixedClock))
  const app = await testApp(database, { matching })
  expect((await app.inject('/api/v1/settings')).statusCode).toBe(200)
  await database.close()

  const answer = await app.inject('/api/v1/settings')
  expect(answer.headers['retry-after']).toBe('2')
  expect(answer.json()).toEqual({
    type: '/api/v1/problems#database_unavailable',
    title: 'Service Unavailable',
    status: 503,
    code: 'database_unavailable',
    requestId: answer.headers['x-request-id'],
  })
  expect((await app.inject('/health/ready')).json()).toMatchObject({ code: 'database_unavailable' })
  expect((await app.inject('/health/live')).statusCode).toBe(200)
})

test('an ever-silent database is not waited for', async () => {
  await inTransaction(async (db, database) => {
    const silent = new Proxy(db, {
      get: (target, name) =>
        name === 'execute' ? () => new Promise(() => {}) : Reflect.get(target, name, target),
    })
    const app = await testApp({ ...database, db: silent })
    // It never answers: an answer at all shows that it was not waited for.
    expect((await app.inject('/health/ready')).json()).toMatchObject({ code: 'database_unavailable' })
  })
})

describe('the installation', () => {
  test('tells pages its settings, and whether it shows a demonstration', async () => {
    await inTransaction(async (db, database) => {
      await rows(db, sql`delete from organisation`)
      const env = { MAP_STYLE_URL: 'https://maps.example.org/style.json', TIME_ZONE: 'Europe/Vienna' }
      const app = await testApp(database, { env })
      const settings = async () => (await app.inject('/api/v1/settings')).json()
      expect(await settings()).toEqual({
        mapStyleUrl: 'https://maps.example.org/style.json',
        demonstration: false,
        timeZone: 'Europe/Vienna',
        version: '0.0.0-test',
        currency: 'GEL',
      })
      await db.insert(organisation).values({
        name: 'Fictional winery',
        kind: 'business',
        demonstration: true,
        createdAt: fixedClock().toISOString(),
      })
      expect(await settings()).toMatchObject({ demonstration: true })
    })
  })

  test('lists every refusal that it knows', async () => {
    await inTransaction(async (_db, database) => {
      const listed = (await (await testApp(database)).inject('/api/v1/problems')).json()
      expect(listed).toHaveLength(Object.keys(REFUSALS).length)
      expect(listed).toContainEqual({ code: 'payload_too_large', status: 413 })
    })
  })
})
