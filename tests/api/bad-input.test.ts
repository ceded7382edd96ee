import { sql } from 'drizzle-orm'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rows } from '../../db/open.ts'
import { database } from '../setup/database.ts'
import { testApp } from '../setup/api.ts'

/** Texts that mean harm where they are pasted into a query, a page or a file. */
const HARM = [
  `'; drop table listing; --`,
  `<script>alert(1)</script>`,
  `"><img src=x onerror=alert(1)>`,
  `{{constructor.constructor('return 1')()}}`,
  `../../../../etc/passwd`,
  `=cmd|' /C calc'!A0`,
  `%27%20or%201=1`,
]

const draft = {
  kind: 'offer',
  targets: [{ kind: 'material', id: 'grape-pomace' }],
  place: { municipality: 'telavi' },
  wasteCode: '020701',
  amount: 40,
  unit: 't',
  period: 'year',
  validFrom: '2026-09-01',
  validUntil: '2027-08-31',
  specifications: [{ property: 'moisture', minimum: 55, maximum: 65 }],
  presentOperation: 'D1',
  presentInput: 'grape-pomace',
  pricePerTonne: { amount: 5, currency: 'GEL' },
}

let app: FastifyInstance
let before: unknown

beforeAll(async () => {
  app = await testApp(await database())
  before = await everythingStored()
})

afterAll(async () => {
  expect(await everythingStored()).toEqual(before)
  await app.close()
})

const everythingStored = async () =>
  rows(
    (await database()).db,
    sql`select (select count(*)::int from listing) as listings, (select count(*)::int from organisation) as organisations,
          (select count(*)::int from site) as sites, (select count(*)::int from journal) as lines`,
  )

const preview = (body: unknown) =>
  app.inject({ method: 'POST', url: '/api/v1/matches/preview', payload: { draft: body } })

describe('a draft that cannot be is refused with code, field and reason', () => {
  test.each<[string, object, number, string]>([
    ['an unknown code', { wasteCode: '999999' }, 422, 'unknown_waste_code'],
    ['an unknown material', { targets: [{ kind: 'material', id: 'unobtainium' }] }, 422, 'unknown_material'],
    ['negative tonnes', { amount: -40 }, 400, 'too_small'],
    ['no tonnes', { amount: 0 }, 400, 'too_small'],
    ['NaN as JSON writes it', { amount: null }, 400, 'not_a_number'],
    ['NaN as text', { amount: 'NaN' }, 400, 'not_a_number'],
    ['a site outside the planet', { place: { lon: 45, lat: 95 } }, 400, 'too_large'],
    ['a window that ends before it starts', { validUntil: '2026-08-31' }, 422, 'window_ends_before_start'],
    ['a day that is none', { validFrom: '2026-02-30' }, 400, 'bad_format'],
    ['a month that is none', { months: [13] }, 400, 'too_large'],
  ])('%s', async (_name, change, status, code) => {
    const answer = await preview({ ...draft, ...change })
    expect(answer.statusCode).toBe(status)
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
    const problem = answer.json<{ code: string; errors: { field: string; code: string }[] }>()
    expect(problem.code).toBeTruthy()
    const wrong = problem.errors.find((error) => error.code === code)
    expect(wrong?.field).toMatch(/^\/draft|^\//)
  })
})

/** Every place of a value where a text stands, as a function that puts another there. */
function textsOf(
  value: unknown,
  put: (changed: unknown) => unknown = (changed) => changed,
): ((text: string) => unknown)[] {
  if (typeof value === 'string') return [put]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    textsOf(inner, (changed) => {
      const copy = structuredClone(value) as Record<string, unknown>
      copy[key] = changed
      return put(copy)
    }),
  )
}

describe('markup and SQL in every text of every route', () => {
  test('of a draft', async () => {
    const places = textsOf(draft)
    expect(places.length).toBeGreaterThan(12)
    for (const put of places)
      for (const text of HARM) {
        const answer = await preview(put(text))
        expect(answer.statusCode, text).toBeGreaterThanOrEqual(400)
        expect(answer.statusCode, text).toBeLessThan(500)
        expectNoEcho(answer.body, text)
      }
  })

  test('of a text that is to be understood', async () => {
    for (const url of ['/api/v1/materials/suggest', '/api/v1/listings/understand'])
      for (const text of HARM) {
        const answer = await app.inject({ method: 'POST', url, payload: { text } })
        expect(answer.statusCode, text).toBe(200)
        expect(answer.headers['content-type']).toMatch(/^application\/json/)
        const lang = await app.inject({ method: 'POST', url, payload: { text: 'slag', lang: text } })
        expect(lang.statusCode).toBe(400)
        expectNoEcho(lang.body, text)
      }
  })

  test('of a query and of a path', async () => {
    const names = [
      'kind',
      'stream',
      'target',
      'bbox',
      'municipality',
      'demonstration',
      'cursor',
      'limit',
      'x',
    ]
    for (const text of HARM) {
      const written = encodeURIComponent(text)
      for (const name of names) {
        const answer = await app.inject(`/api/v1/listings?${name}=${written}`)
        expect(answer.statusCode, `${name}=${text}`).toBe(400)
        expectNoEcho(answer.body, text)
      }
      expect((await app.inject(`/api/v1/listings?q=${written}`)).json()).toEqual({
        listings: [],
        nextCursor: null,
      })
      for (const path of [
        `/api/v1/listings/${written}`,
        `/api/v1/listings/${written}/matches`,
        `/api/v1/${written}`,
      ]) {
        const answer = await app.inject(path)
        expect(answer.statusCode, path).toBe(404)
        expectNoEcho(answer.body, text)
      }
    }
  })
})

test('a text of two megabytes is refused unread by every route that takes a body', async () => {
  for (const url of ['/api/v1/matches/preview', '/api/v1/materials/suggest', '/api/v1/listings/understand']) {
    const answer = await app.inject({ method: 'POST', url, payload: { text: 'ჭ'.repeat(700_000) } })
    expect(answer.json()).toMatchObject({ status: 413, code: 'payload_too_large' })
    const long = await app.inject({ method: 'POST', url, payload: { text: 'x'.repeat(2001) } })
    expect(long.statusCode).toBe(400)
  }
})

test('a body that is no JSON, or no UTF-8, is refused by every route that takes one', async () => {
  const headers = { 'content-type': 'application/json' }
  for (const url of ['/api/v1/matches/preview', '/api/v1/materials/suggest', '/api/v1/listings/understand']) {
    const garbage = await app.inject({ method: 'POST', url, headers, payload: '<xml/>' })
    expect(garbage.json()).toMatchObject({ status: 400, code: 'body_not_json' })
    const broken = await app.inject({
      method: 'POST',
      url,
      headers,
      payload: Buffer.from('{"text":"\xe1"}', 'latin1'),
    })
    expect(broken.json()).toMatchObject({ status: 400, code: 'encoding_invalid' })
  }
})

/** A refusal names the field; the text itself does not come back. */
function expectNoEcho(body: string, text: string): void {
  expect(body).not.toContain(text)
  expect(body).not.toContain(JSON.stringify(text).slice(1, -1))
}
