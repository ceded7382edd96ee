import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '../setup/api.ts'
import { database } from '../setup/database.ts'

let app: FastifyInstance
beforeAll(async () => {
  app = await testApp(await database())
})
afterAll(() => app.close())

const post = (path: string, payload: object) => app.inject({ method: 'POST', url: `/api/v1${path}`, payload })

test('a text becomes materials, surest first, with codes and the words that matched', async () => {
  const answer = await post('/materials/suggest', { text: 'ყურძნის ჭაჭა', lang: 'ka', limit: 3 })
  expect(answer.statusCode).toBe(200)
  const { suggestions } = answer.json()
  expect(suggestions.length).toBeLessThanOrEqual(3)
  expect(suggestions[0]).toMatchObject({
    kind: 'material',
    id: 'grape-pomace',
    names: { en: 'Grape pomace' },
    matchedWords: ['ყურძნის', 'ჭაჭა'],
  })
  expect(suggestions[0].wasteCodes[0]).toMatchObject({ code: '020701', hazardous: false })
})

test('an offer is never a use, a need may be one', async () => {
  const kinds = async (kind: string) => {
    const answer = await post('/materials/suggest', { text: 'biogas substrate', kind })
    return answer.json().suggestions.map((suggestion: { kind: string }) => suggestion.kind)
  }
  expect(await kinds('offer')).not.toContain('use')
  expect(await kinds('need')).toContain('use')
})

test('a text becomes the parts of a listing', async () => {
  const answer = await post('/listings/understand', { text: 'გვჭირდება 40 ტონა ნახერხი ბათუმში' })
  expect(answer.statusCode).toBe(200)
  expect(answer.json()).toMatchObject({
    kind: 'need',
    suggestions: [{ id: 'sawdust' }, ...answer.json().suggestions.slice(1)],
    quantity: { amount: 40, unit: 't', period: 'year', isEstimate: false, words: '40 ტონა' },
    months: null,
    place: { municipality: 'batumi', within: 'batumi', words: 'ბათუმში' },
  })
})

test('the kind that was chosen by hand decides what is sought, not what the text is said to be', async () => {
  const { kind, suggestions } = (
    await post('/listings/understand', { text: 'we need biogas substrate', kind: 'offer' })
  ).json()
  expect(kind).toBe('need')
  expect(suggestions.map((suggestion: { kind: string }) => suggestion.kind)).not.toContain('use')
})

test('who asks and the code beside the text count, in both ways of asking', async () => {
  for (const path of ['/materials/suggest', '/listings/understand']) {
    const body = { text: 'ash', kind: 'offer', nace: '35.11', wasteCode: '100102' }
    const { suggestions } = (await post(path, body)).json()
    expect(suggestions.map(({ id }: { id: string }) => id)).toContain('coal-fly-ash')
  }
})

test.each([
  ['ორი ფურა ნახერხი', { amount: 40, unit: 't', isEstimate: true, words: 'ორი ფურა' }],
  ['sawdust, 40 t', { amount: 40, unit: 't', isEstimate: false, words: '40 t' }],
  ['20 m³ of sawdust each month', { amount: 20, unit: 'm3', period: 'month' }],
])('the quantity of "%s" is understood beside its material', async (text, quantity) => {
  const answer = (await post('/listings/understand', { text })).json()
  expect(answer).toMatchObject({ quantity })
  expect(answer.suggestions[0]).toMatchObject({ id: 'sawdust', isSure: true })
})

test('months, what is absent and a trade name are understood together', async () => {
  const answer = (
    await post('/listings/understand', { text: 'RDF without PVC in autumn, 3 truckloads' })
  ).json()
  expect(answer).toMatchObject({
    months: { months: [9, 10, 11] },
    quantity: { amount: 60, isEstimate: true },
  })
  expect(answer.suggestions[0]).toMatchObject({ id: 'refuse-derived-fuel', isSure: true })
  expect(answer.suggestions.map(({ id }: { id: string }) => id)).not.toContain('pvc-plastic')
})

test('what an address names by id is given its name and codes', async () => {
  const named = async (things: string) =>
    app.inject({ method: 'GET', url: `/api/v1/materials/named?things=${things}` })
  expect((await named('use:kiln-fuel,material:grape-pomace,material:moon-dust')).json()).toMatchObject({
    things: [
      { kind: 'use', id: 'kiln-fuel', stream: null, wasteCodes: [] },
      { kind: 'material', id: 'grape-pomace', names: { en: 'Grape pomace' } },
    ],
  })
  expect((await named('grape-pomace')).statusCode).toBe(400)
})

describe.each(['/materials/suggest', '/listings/understand'])('%s refuses', (path) => {
  test.each([
    ['no text', {}],
    ['an empty text', { text: '' }],
    ['a text that is too long', { text: 'a'.repeat(2001) }],
    ['a field that it does not know', { text: 'slag', price: 1 }],
    ['a language that it does not know', { text: 'slag', lang: 'de' }],
  ])('%s', async (_name, payload) => {
    const answer = await post(path, payload)
    expect(answer.statusCode).toBe(400)
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
  })
})

test('text that is no language is answered with nothing, and quickly found out', async () => {
  for (const text of [
    "'; drop table listing; --",
    '<script>alert(1)</script>',
    '𝕏 \u0000 \ufffd',
    '٪'.repeat(2000),
  ]) {
    const answer = await post('/listings/understand', { text })
    expect([200, 400]).toContain(answer.statusCode)
  }
})
