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
    place: { municipality: 'batumi', words: 'ბათუმში' },
  })
})

test('the kind that was chosen by hand decides what is sought, not what the text is said to be', async () => {
  const { kind, suggestions } = (
    await post('/listings/understand', { text: 'we need biogas substrate', kind: 'offer' })
  ).json()
  expect(kind).toBe('need')
  expect(suggestions.map((suggestion: { kind: string }) => suggestion.kind)).not.toContain('use')
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
