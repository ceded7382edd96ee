import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Nullable, OneOf } from '../../server/http/shapes.ts'
import { database } from '../setup/database.ts'
import { testApp } from '../setup/api.ts'

const Place = Type.Union([
  Type.Object({ municipality: Type.String() }, { additionalProperties: false }),
  Type.Object(
    { lon: Type.Number({ minimum: -180, maximum: 180 }), lat: Type.Number({ minimum: -90, maximum: 90 }) },
    { additionalProperties: false },
  ),
])

const Body = Type.Object(
  {
    title: Type.String({ maxLength: 20 }),
    amount: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 1e6 })),
    months: Type.Optional(Type.Array(Type.Integer({ minimum: 1 }), { maxItems: 12, uniqueItems: true })),
    unit: Type.Optional(OneOf(['t', 'kg'])),
    note: Type.Optional(Nullable(Type.String({ maxLength: 5 }))),
    day: Type.Optional(Type.String({ format: 'date' })),
    place: Type.Optional(Place),
    factor: Type.Number({ default: 1 }),
  },
  { additionalProperties: false },
)

let app: FastifyInstance

beforeAll(async () => {
  app = await testApp(await database())
  app.post(
    '/api/v1/echo',
    { config: { access: 'public' }, schema: { body: Body, response: { 200: Body } } },
    async ({ body }) => body,
  )
  app.get(
    '/api/v1/echo/:id',
    {
      config: { access: 'public' },
      schema: {
        params: Type.Object({ id: Type.Integer() }),
        querystring: Type.Object(
          {
            limit: Type.Integer({ minimum: 1, maximum: 50, default: 20 }),
            exact: Type.Optional(Type.Boolean()),
            text: Type.Optional(Type.String()),
          },
          { additionalProperties: false },
        ),
        response: { 200: Type.Object({ id: Type.Integer(), limit: Type.Integer() }) },
      },
    },
    async ({ params, query }) => ({ ...(params as { id: number }), ...(query as { limit: number }) }),
  )
  app.get(
    '/api/v1/broken',
    { config: { access: 'public' }, schema: { response: { 200: Type.String() } } },
    async () => {
      throw new Error('password=hunter2')
    },
  )
})

afterAll(() => app.close())

const post = (payload: string | Buffer, type = 'application/json') =>
  app.inject({ method: 'POST', url: '/api/v1/echo', headers: { 'content-type': type }, payload })

const postObject = (body: object) => post(JSON.stringify(body))

describe('a body that cannot be read', () => {
  test.each([
    ['plain text', 'title=slag', 'body_not_json'],
    ['nothing', '', 'body_not_json'],
    ['NaN', '{"title":"slag","amount":NaN}', 'body_not_json'],
    ['a comma too many', '{"title":"slag",}', 'body_not_json'],
    ['a prototype', '{"title":"slag","__proto__":{"admin":true}}', 'body_not_json'],
    ['a constructor', '{"title":"slag","constructor":{"prototype":{"admin":true}}}', 'body_not_json'],
    ['broken UTF-8', Buffer.from([...Buffer.from('{"title":"'), 0xe1, 0x83, 0x22, 0x7d]), 'encoding_invalid'],
    ['Latin-1', Buffer.from('{"title":"Kl\xe4rschlamm"}', 'latin1'), 'encoding_invalid'],
  ])('%s', async (_name, payload, code) => {
    const answer = await post(payload)
    expect(answer.statusCode).toBe(400)
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
    expect(answer.json()).toEqual({
      type: `/api/v1/problems#${code}`,
      title: 'Bad Request',
      status: 400,
      code,
      requestId: answer.headers['x-request-id'],
    })
  })

  test('is refused as too large before it is looked at', async () => {
    const answer = await postObject({ title: 'x'.repeat(2_000_000) })
    expect(answer.json()).toMatchObject({
      status: 413,
      code: 'payload_too_large',
      params: { maximumBytes: 262_144 },
    })
  })

  test('has to be declared as JSON', async () => {
    for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded']) {
      const answer = await post('title=slag', type)
      expect(answer.json()).toMatchObject({ status: 415, code: 'media_type_unsupported' })
    }
  })

  test('may be nested as deep as its size allows without harm', async () => {
    const answer = await post(`{"title":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)
    expect(answer.json()).toMatchObject({ status: 400, errors: [{ field: '/title', code: 'not_text' }] })
  })
})

describe('a field that does not fit is named with a code', () => {
  const title = 'slag'
  test.each([
    [{}, [{ field: '/title', code: 'missing' }]],
    [{ title, colour: 'red' }, [{ field: '/colour', code: 'unknown_field' }]],
    [{ title, 'a/b~c': 1 }, [{ field: '/a~1b~0c', code: 'unknown_field' }]],
    [{ title: 5 }, [{ field: '/title', code: 'not_text' }]],
    [{ title: 'x'.repeat(21) }, [{ field: '/title', code: 'too_long', params: { maximum: 20 } }]],
    [{ title, amount: '40' }, [{ field: '/amount', code: 'not_a_number' }]],
    [{ title, amount: null }, [{ field: '/amount', code: 'not_a_number' }]],
    [{ title, amount: -1 }, [{ field: '/amount', code: 'too_small', params: { above: 0 } }]],
    [{ title, amount: 1e7 }, [{ field: '/amount', code: 'too_large', params: { maximum: 1e6 } }]],
    [{ title, months: 3 }, [{ field: '/months', code: 'not_a_list' }]],
    [{ title, months: [1.5] }, [{ field: '/months/0', code: 'not_whole' }]],
    [{ title, months: [0] }, [{ field: '/months/0', code: 'too_small', params: { minimum: 1 } }]],
    [{ title, months: [2, 2] }, [{ field: '/months', code: 'repeated' }]],
    [{ title, unit: 'stone' }, [{ field: '/unit', code: 'not_in_list', params: { allowed: 't, kg' } }]],
    [{ title, note: 'too long' }, [{ field: '/note', code: 'too_long', params: { maximum: 5 } }]],
    [{ title, day: '2026-02-30' }, [{ field: '/day', code: 'bad_format', params: { format: 'date' } }]],
    [{ title, place: 'Telavi' }, [{ field: '/place', code: 'not_an_object' }]],
    [{ title, place: { municipality: 7 } }, [{ field: '/place/municipality', code: 'not_text' }]],
    [
      { title, place: { lon: 400, lat: 1 } },
      [{ field: '/place/lon', code: 'too_large', params: { maximum: 180 } }],
    ],
    [{ title, place: { lon: 44 } }, [{ field: '/place/lat', code: 'missing' }]],
    [{ title: 'a\0b' }, [{ field: '/title', code: 'bad_characters' }]],
    [{ title: 'half a pair \ud83d' }, [{ field: '/title', code: 'bad_characters' }]],
    [{ title, place: { 'a\0': 1 } }, [{ field: '/place', code: 'bad_characters' }]],
    [[], [{ field: '', code: 'not_an_object' }]],
  ])('%j', async (body, errors) => {
    const answer = await postObject(body)
    expect(answer.json()).toMatchObject({ status: 400, code: 'body_invalid' })
    expect(answer.json().errors).toEqual(errors)
  })

  test('several at once, and never without end', async () => {
    const two = await postObject({ amount: 'x' })
    expect(two.json().errors).toEqual([
      { field: '/title', code: 'missing' },
      { field: '/amount', code: 'not_a_number' },
    ])
    const many = await postObject({ title: 'slag', months: Array.from({ length: 50_000 }, () => 'x') })
    expect(many.json().errors.length).toBeLessThan(60)
  })
})

test('a body that fits arrives unchanged, with its defaults', async () => {
  const body = { title: 'ჭაჭა', amount: 40, note: null, place: { lon: 45.5, lat: 41.9 } }
  const answer = await postObject(body)
  expect(answer.statusCode).toBe(200)
  expect(answer.json()).toEqual({ ...body, factor: 1 })
})

describe('a query', () => {
  const get = (rest: string) => app.inject(`/api/v1/echo/7${rest}`)

  test('is read as what its shape wants', async () => {
    expect((await get('?limit=5&exact=true')).json()).toEqual({ id: 7, limit: 5 })
    expect((await get('')).json()).toEqual({ id: 7, limit: 20 })
  })

  test.each([
    ['?limit=5.5', '/limit', 'not_whole'],
    ['?limit=', '/limit', 'not_a_number'],
    ['?limit=NaN', '/limit', 'not_a_number'],
    ['?limit=0', '/limit', 'too_small'],
    ['?limit=1&limit=2', '/limit', 'not_a_number'],
    ['?exact=perhaps', '/exact', 'not_true_or_false'],
    ['?colour=red', '/colour', 'unknown_field'],
    ['?text=%00', '/text', 'bad_characters'],
  ])('%s', async (query, field, code) => {
    expect((await get(query)).json()).toMatchObject({
      status: 400,
      code: 'query_invalid',
      errors: [{ field, code }],
    })
  })
})

describe('an address that nobody answers', () => {
  test.each([
    '/api',
    '/api/',
    '/api/v1/nothing',
    '/api/v2/settings',
    '/api/v1/echo/seven',
    '/api/v1/echo/%00',
  ])('%s', async (url) => {
    expect((await app.inject(url)).json()).toMatchObject({ status: 404, code: 'not_found' })
  })

  test('broken escapes', async () => {
    expect((await app.inject('/api/v1/%zz')).json()).toMatchObject({ status: 404, code: 'not_found' })
  })

  test('is not found whatever the body', async () => {
    const answer = await app.inject({ method: 'POST', url: '/api/v1/nothing', payload: 'x'.repeat(500_000) })
    expect(answer.json()).toMatchObject({ status: 404, code: 'not_found' })
  })

  test('by this method, says by which', async () => {
    const answer = await app.inject({ method: 'DELETE', url: '/api/v1/echo/7?limit=1' })
    expect(answer.headers.allow).toBe('GET, HEAD')
    expect(answer.json()).toMatchObject({
      status: 405,
      code: 'method_not_allowed',
      params: { allowed: 'GET, HEAD' },
    })
  })
})

test('an error that nobody foresaw tells nothing', async () => {
  const answer = await app.inject('/api/v1/broken')
  expect(answer.json()).toEqual({
    type: '/api/v1/problems#internal_error',
    title: 'Internal Server Error',
    status: 500,
    code: 'internal_error',
    requestId: answer.headers['x-request-id'],
  })
})

test('whoever asks too often is told when to come back', async () => {
  const busy = await testApp(await database(), { env: { RATE_LIMIT: '2' } })
  await busy.inject('/api/v1/settings')
  await busy.inject('/api/v1/settings')
  const answer = await busy.inject('/api/v1/settings')
  expect(answer.headers['retry-after']).toBeDefined()
  expect(answer.json()).toMatchObject({
    status: 429,
    code: 'too_many_requests',
    params: { retryAfterSeconds: expect.any(Number) },
  })
  await busy.close()
})
