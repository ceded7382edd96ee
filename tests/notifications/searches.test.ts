import type { FastifyInstance } from 'fastify'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { open, rows, type Database } from '../../db/open.ts'
import { publish } from '../../server/listings/publish.ts'
import { withdraw } from '../../server/listings/withdraw.ts'
import type { Publication } from '../../server/listings/schema.ts'
import type { Matching } from '../../server/matching/market.ts'
import { alertSearches } from '../../server/notifications/searches/alert.ts'
import { dispatchOutbox } from '../../server/notifications/dispatch.ts'
import {
  catalogueOf,
  composterNeed,
  distilleryNeed,
  matchingOf,
  pomaceOffer,
  publishFor,
} from '../matching/market-of-kakheti.ts'
import { testApp } from '../setup/api.ts'
import { fixedClock, ownAddress } from '../setup/database.ts'
import { makeOrganisation, makePerson, type Person } from '../setup/people.ts'

let database: Database
let second: Database
let app: FastifyInstance
let matching: Matching

beforeAll(async () => {
  const address = await ownAddress()
  database = await open(address)
  second = database.kind === 'server' ? await open(address) : database
  matching = await matchingOf(database.db)
  app = await testApp(database, { matching })
  await alertSearches(database.db, matching, fixedClock)
})

afterAll(async () => {
  await app.close()
  for (const each of new Set([database, second])) await each.close()
})

let published = 0
const publishNew = async (publication: Publication) =>
  publishFor(database.db, { ...publication, ref: `listing-${++published}` }, await catalogueOf(database.db))

async function save(person: Person, payload: object): Promise<number> {
  const url = '/api/v1/me/saved-searches'
  const answer = await app.inject({ method: 'POST', url, headers: person.headers, payload })
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json<{ id: number }>().id
}

/** Looks through what changed in two processes at the same moment; returns what each search is said to have found. */
async function alerts(person: Person): Promise<{ search: number; count: number; listing: number }[]> {
  await rows(database.db, sql`delete from notification`)
  await untilLookedThrough()
  await dispatchOutbox(database.db, fixedClock)
  const answer = await app.inject({ url: '/api/v1/notifications', headers: person.headers })
  const { notifications } = answer.json<{
    notifications: { kind: string; subject: { id: number }; params: { count: number; listing: number } }[]
  }>()
  return notifications
    .filter(({ kind }) => kind === 'saved_search_hit')
    .map(({ params, subject }) => ({ search: subject.id, ...params }))
}

/** Changes are read below the oldest transaction of the whole server, where others test too. */
async function untilLookedThrough(): Promise<void> {
  await expect
    .poll(
      async () => {
        await Promise.all([database, second].map(({ db }) => alertSearches(db, matching, fixedClock)))
        const [looked] = await rows<{ through: boolean }>(
          database.db,
          sql`select coalesce(max(c.xid), '0') < (select xid from feed_position) as through from listing_change c`,
        )
        return looked!.through
      },
      { timeout: 200_000, interval: 50 },
    )
    .toBe(true)
}

const hitsOf = async (person: Person, id: number): Promise<number[]> => {
  const answer = await app.inject({ url: `/api/v1/me/saved-searches/${id}/hits`, headers: person.headers })
  return answer.json<{ listings: { id: number }[] }>().listings.map((listing) => listing.id)
}

test('a search tells of what is new to it, once, and of nothing that was there or does not fit', async () => {
  const before = await publishNew(pomaceOffer)
  const reader = await makePerson(app, database.db)
  const search = await save(reader, { kind: 'listings', name: 'Offers', filter: { kind: 'offer' } })
  expect(await alerts(reader)).toEqual([])
  await rows(database.db, sql`insert into listing_change (listing_id) values (${before})`)
  const offer = await publishNew(pomaceOffer)
  await publishNew(distilleryNeed)
  expect(await alerts(reader)).toEqual([{ search, count: 1, listing: offer }])
  await rows(database.db, sql`insert into listing_change (listing_id) values (${offer})`)
  expect(await alerts(reader)).toEqual([])
  expect(await hitsOf(reader, search)).toEqual([offer])
  await withdraw(database.db, { id: 'test' }, { listingId: offer }, fixedClock)
  expect(await hitsOf(reader, search)).toEqual([])
})

test('nobody is told of a listing that is not for him, nor of his own', async () => {
  const organisationId = await makeOrganisation(database.db)
  const memberships = [{ organisationId, role: 'owner' as const }]
  const member = await makePerson(app, database.db, { memberships })
  const facilitator = await makePerson(app, database.db, { role: 'facilitator' })
  const filter = { kind: 'offer' }
  await save(member, { kind: 'listings', name: 'Offers', filter })
  const search = await save(facilitator, { kind: 'listings', name: 'Offers', filter })
  const secret = await publishNew({ ...pomaceOffer, audience: 'facilitators' })
  const own = await publish(
    database.db,
    { id: 'test' },
    { organisationId, publication: { ...pomaceOffer, ref: `own-${++published}` } },
    fixedClock,
    await catalogueOf(database.db),
  )
  expect(await alerts(member)).toEqual([])
  expect(await hitsOf(facilitator, search)).toEqual([own.id, secret].toSorted((a, b) => b - a))
})

test('a search for partners tells of new partners only', async () => {
  const reader = await makePerson(app, database.db)
  const { ref: _ref, title: _title, ...draft } = pomaceOffer
  const search = await save(reader, {
    kind: 'matching',
    name: 'Takers of pomace',
    draft,
    address: 'text=pomace',
  })
  await publishNew(pomaceOffer)
  expect(await alerts(reader)).toEqual([])
  const taker = await publishNew(distilleryNeed)
  const composter = await publishNew(composterNeed)
  const [alert] = await alerts(reader)
  expect(alert).toMatchObject({ search, count: 2 })
  expect((await hitsOf(reader, search)).toSorted((a, b) => a - b)).toEqual([taker, composter])
  const list = (await app.inject({ url: '/api/v1/me/saved-searches', headers: reader.headers })).json()
  expect(list.searches).toMatchObject([
    { id: search, kind: 'matching', name: 'Takers of pomace', address: 'text=pomace', found: 2 },
  ])
})

test('a search for partners of water tells of those that would be proposed, and of no other', async () => {
  const reader = await makePerson(app, database.db)
  const need: Publication = {
    kind: 'need',
    resourceKind: 'water',
    title: 'Water for a greenhouse',
    targets: [],
    place: { lon: 43.5, lat: 41.7, precision: 'exact' },
    amount: 100,
    unit: 'm3',
    period: 'month',
  }
  const { title: _title, ...wanted } = need
  const draft = { ...wanted, kind: 'offer' }
  await publishNew(need)
  const search = await save(reader, { kind: 'matching', name: 'Takers of water', draft })
  expect(await alerts(reader)).toEqual([])
  await publishNew({ ...need, place: { municipality: 'telavi' } })
  await publishNew({ ...need, resourceKind: 'energy', unit: 'MWh' })
  await publishNew({ ...need, audience: 'facilitators' })
  const near = await publishNew(need)
  expect(await alerts(reader)).toEqual([{ search, count: 1, listing: near }])
  expect(await hitsOf(reader, search)).toEqual([near])
})

test('a search that is unsound, there already or one too many is refused', async () => {
  const reader = await makePerson(app, database.db)
  const ask = async (payload: object) => {
    const url = '/api/v1/me/saved-searches'
    const answer = await app.inject({ method: 'POST', url, headers: reader.headers, payload })
    return [answer.statusCode, answer.json<{ code?: string }>().code]
  }
  const search = (q: string) => ({ kind: 'listings', name: 'A', filter: { q } })
  expect(await ask(search('pomace'))).toEqual([201, undefined])
  expect(await ask({ ...search('pomace'), name: 'B' })).toEqual([409, 'search_already_saved'])
  expect(await ask({ kind: 'matching', name: 'A' })).toEqual([400, 'body_invalid'])
  expect(await ask({ kind: 'listings', name: 'A', filter: { bbox: 'everywhere' } })).toEqual([
    400,
    'query_invalid',
  ])
  const draft = {
    kind: 'offer',
    targets: [{ kind: 'material', id: 'unobtainium' }],
    place: { municipality: 'telavi' },
  }
  expect(await ask({ kind: 'matching', name: 'A', draft })).toEqual([422, 'unknown_material'])
  expect(await ask({ ...search('x'), address: 'a b' })).toEqual([400, 'body_invalid'])
  for (let n = 0; n < 29; n++) expect(await ask(search(`word${n}`))).toEqual([201, undefined])
  expect(await ask(search('last'))).toEqual([409, 'too_many_searches'])
})
