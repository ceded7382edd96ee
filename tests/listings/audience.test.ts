import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { rows } from '../../db/open.ts'
import type { Submission } from '../../server/listings/schema.ts'
import { newMatching, dayOf } from '../../server/matching/market.ts'
import { readMarket } from '../../server/matching/market-rows.ts'
import { catalogueOf } from '../matching/market-of-kakheti.ts'
import { testApp } from '../setup/api.ts'
import { fixedClock, inTransaction } from '../setup/database.ts'
import { makeOrganisation, makePeople, makePerson, type Person } from '../setup/people.ts'
import { GATE, marc, scene, type Scene } from './own-market.ts'

const need: Submission = {
  kind: 'need',
  title: 'Marc wanted',
  targets: [{ kind: 'material', id: 'grape-pomace' }],
  place: { ...GATE, precision: 'municipality' },
}

describe('a listing is found by its audience and by nobody else', () => {
  test.each([
    ['public', ['nobody', 'stranger', 'analyst', 'facilitator', 'owner']],
    ['members', ['stranger', 'analyst', 'facilitator', 'owner']],
    ['facilitators', ['facilitator', 'owner']],
  ] as const)('%s', (audience, seers) =>
    inTransaction(async (db, database) => {
      // A market that holds the listing as well, so that matches are asked for too.
      const matching = newMatching(await catalogueOf(db), dayOf(fixedClock))
      const app = await testApp(database, { matching })
      const people = await makePeople(app, db)
      const askAs = (who: Person | null, method: 'GET' | 'POST', url: string, payload?: object) =>
        app.inject({
          method,
          url: `/api/v1${url}`,
          headers: { ...who?.headers },
          ...(payload && { payload }),
        })
      const body = { organisation: people.organisationId, publish: true, listing: { ...need, audience } }
      const id = (await askAs(people.owner, 'POST', '/listings', body)).json<{ id: number }>().id
      await readMarket(db, dayOf(fixedClock), (row) => matching.market.add(matching.reader.factsOf(row)))
      matching.market.settle()
      const who = {
        nobody: null,
        stranger: people.stranger,
        analyst: people.analyst,
        facilitator: people.facilitator,
        owner: people.owner,
      }
      for (const [name, person] of Object.entries(who)) {
        const sees = (seers as readonly string[]).includes(name)
        const get = (path: string) => askAs(person, 'GET', path)
        expect((await get(`/listings/${id}`)).statusCode, name).toBe(sees ? 200 : 404)
        expect((await get(`/listings/${id}/matches`)).statusCode, name).toBe(sees ? 200 : 404)
        expect((await get('/listings?limit=100')).body.includes('Marc wanted'), name).toBe(sees)
        expect((await get('/map/listings')).body.includes('Marc wanted'), name).toBe(sees)
        const draft = { kind: 'offer', targets: need.targets, place: { municipality: 'kvareli' } }
        const found = (await askAs(person, 'POST', '/matches/preview', { draft })).body
        // The market knows levels, not owners: nobody looks for partners among his own listings.
        if (name !== 'owner') expect(found.includes('Marc wanted'), name).toBe(sees)
      }
      await app.close()
    }),
  )
})

/** Everything public that could tell where a listing is, and what a signed-in stranger gets beyond. */
async function everythingSeenBy(who: Person | null, { ask, people }: Scene, ids: number[]): Promise<string> {
  const paths = [
    '/listings?limit=100',
    '/listings?limit=100&q=marc',
    '/map/listings',
    '/areas/municipalities',
    `/organisations/${people.organisationId}`,
    `/organisations/${people.organisationId}/own`,
    `/organisations/${people.organisationId}/listings`,
    ...ids.flatMap((id) => [`/listings/${id}`, `/listings/${id}/matches`, `/listings/${id}/own`]),
  ]
  const answers = await Promise.all(paths.map((path) => ask(who, 'GET', path)))
  const draft = { kind: 'need', targets: need.targets, place: { municipality: 'kvareli' } }
  answers.push(await ask(who, 'POST', '/matches/preview', { draft }))
  return answers.map(({ body }) => body).join('\n')
}

describe('a blurred site', () => {
  test('is nowhere told exactly, whoever asks that is not its own or a facilitator', () =>
    scene(async (stage) => {
      const { list, people } = stage
      const ids: number[] = []
      for (const precision of ['settlement', 'municipality', 'region'] as const)
        ids.push(await list({ place: { ...GATE, precision } }))
      for (const who of [null, people.stranger, people.analyst])
        expect(await everythingSeenBy(who, stage, ids)).not.toMatch(/45\.5231|41\.9084/)
      for (const who of [people.viewer, people.facilitator])
        expect(await everythingSeenBy(who, stage, ids)).toMatch(/45\.523178/)
    }))

  test('gives the same distances wherever in its municipality it lies', () =>
    inTransaction(async (db, database) => {
      const distances: number[] = []
      for (const place of [GATE, { lon: 45.47, lat: 41.92 }, { lon: 45.61, lat: 41.85 }]) {
        const matching = newMatching(await catalogueOf(db), dayOf(fixedClock))
        const app = await testApp(database, { matching })
        const organisationId = await makeOrganisation(db)
        const owner = await makePerson(app, db, { memberships: [{ organisationId, role: 'owner' }] })
        const listing = {
          ...marc,
          place: { ...place, precision: 'municipality', municipality: 'telavi' },
        }
        const payload = { organisation: organisationId, publish: true, listing }
        await app.inject({ method: 'POST', url: '/api/v1/listings', headers: owner.headers, payload })
        await readMarket(db, dayOf(fixedClock), (row) => {
          if (row.organisation === organisationId) matching.market.add(matching.reader.factsOf(row))
        })
        matching.market.settle()
        const draft = { kind: 'need', targets: need.targets, place: { lon: 45.8, lat: 41.95 } }
        const found = await app.inject({ method: 'POST', url: '/api/v1/matches/preview', payload: { draft } })
        distances.push(found.json().matches[0].distanceKm)
        await app.close()
      }
      expect(new Set(distances).size).toBe(1)
    }))
})

describe('a hidden name', () => {
  const hide = (stage: Scene) =>
    rows(
      stage.db,
      sql`update organisation set name = 'Qveqri Secret', name_hidden = true, website = 'https://secret.example',
            contact_email = 'me@secret.example' where id = ${stage.people.organisationId}`,
    )

  test('is told to its own people and facilitators only, and not found by searching', () =>
    scene(async (stage) => {
      const { people, list, ask } = stage
      await hide(stage)
      const id = await list({ sourceNote: 'secret register' })
      for (const who of [null, people.stranger, people.analyst]) {
        expect(await everythingSeenBy(who, stage, [id])).not.toMatch(/qveqri|secret/i)
        expect((await ask(who, 'GET', '/listings?q=Qveqri')).json().listings).toEqual([])
      }
      for (const who of [people.viewer, people.facilitator])
        expect(await everythingSeenBy(who, stage, [id])).toMatch(/Qveqri Secret/)
    }))

  test('is told to a partner once its side of an exchange consented', () =>
    scene(async (stage) => {
      const { people, list, ask, db } = stage
      await hide(stage)
      const id = await list()
      const [exchange] = await rows<{ id: number }>(
        db,
        sql`insert into exchange (offer_id, supplier_id, receiver_id, stage, created_at)
            values (${id}, ${people.organisationId}, ${people.otherOrganisationId}, 'introduced', now()) returning id`,
      )
      const name = async () => (await ask(people.stranger, 'GET', `/listings/${id}`)).json().organisation.name
      expect(await name()).toBeNull()
      await rows(db, sql`update exchange set receiver_revealed_at = now() where id = ${exchange!.id}`)
      expect(await name()).toBeNull()
      await rows(db, sql`update exchange set supplier_revealed_at = now() where id = ${exchange!.id}`)
      expect(await name()).toBe('Qveqri Secret')
      const known = (await ask(people.stranger, 'GET', `/organisations/${people.organisationId}`)).json()
      expect(known).toMatchObject({
        contact: { email: 'me@secret.example' },
        sites: [{ exact: { lon: GATE.lon } }],
      })
      expect((await ask(people.analyst, 'GET', `/listings/${id}`)).json().organisation.name).toBeNull()
    }))
})
