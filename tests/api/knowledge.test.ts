import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testApp } from '../setup/api.ts'
import { database } from '../setup/database.ts'

let app: FastifyInstance
beforeAll(async () => {
  app = await testApp(await database())
})
afterAll(() => app.close())

const get = (path: string) => app.inject({ method: 'GET', url: `/api/v1${path}` })

test.each([
  ['winery', '11.02'],
  ['ღვინის ქარხანა', '11.02'],
  ['ღვინი', '11.02'],
  ['cement', '23.51'],
  ['23.5', '23.51'],
])('a trade is found by %j', async (q, code) => {
  const { sectors } = (await get(`/sectors?q=${encodeURIComponent(q)}`)).json()
  expect(sectors.slice(0, 3).map((sector: { code: string }) => sector.code)).toContain(code)
  expect(sectors.length).toBeLessThanOrEqual(8)
})

test('what nobody does is not found', async () => {
  expect((await get('/sectors?q=zzzz')).json()).toEqual({ sectors: [] })
  expect((await get('/sectors?q=')).statusCode).toBe(400)
})

test('a sector has a profile by its code or by the name of a kind of plant', async () => {
  const winery = (await get('/sectors/11.02/profile')).json()
  expect(winery).toMatchObject({ sector: '11.02', nace: '11.02', names: { en: 'Winery' } })
  expect(winery.discards[0]).toMatchObject({
    kind: 'material',
    id: 'grape-pomace',
    weight: 1,
    months: [9, 10, 11],
    wasteCodes: ['020701'],
    amount: { low: 0.2, high: 0.3, unit: 't/t raw material' },
  })
  expect((await get('/sectors/ferroalloy-works/profile')).json().nace).toBe('24.10')
  expect((await get('/sectors/no-such-plant/profile')).statusCode).toBe(404)
})

test('a municipality has an inferred potential', async () => {
  const answer = (await get('/potential?municipality=telavi')).json()
  expect(answer).toMatchObject({
    municipality: { id: 'telavi' },
    region: { id: 'kakheti' },
    provenance: 'inferred',
  })
  expect(answer.entries.length).toBeGreaterThan(10)
  const refused = await get('/potential?municipality=atlantis')
  expect(refused.statusCode).toBe(422)
  expect(refused.json()).toMatchObject({ code: 'unknown_municipality' })
  expect((await get('/potential')).statusCode).toBe(400)
})

test('the checklists are questions in order, with their source', async () => {
  const { checklists } = (await get('/checklists')).json()
  expect(checklists.map(({ test }: { test: string }) => test)).toEqual(['by_product', 'end_of_waste'])
  expect(checklists.map(({ items }: { items: unknown[] }) => items.length)).toEqual([4, 5])
  for (const { items } of checklists)
    for (const { question, source } of items) {
      expect(question.en.endsWith('?') && question.ka.endsWith('?')).toBe(true)
      expect(source).toContain('2008/98')
    }
})
