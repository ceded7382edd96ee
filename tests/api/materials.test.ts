import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testApp } from '../setup/api.ts'
import { database } from '../setup/database.ts'

let app: FastifyInstance
beforeAll(async () => {
  app = await testApp(await database())
})
afterAll(() => app.close())

const get = (path: string) => app.inject(`/api/v1${path}`)

test('a material is shown with what is around it', async () => {
  const material = (await get('/materials/coal-fly-ash')).json()
  expect(material).toMatchObject({
    id: 'coal-fly-ash',
    names: { en: expect.any(String), ka: expect.any(String) },
  })
  expect(material.groups.map(({ id }: { id: string }) => id)).toContain('coal-ash')
  expect(material.wasteCodes.map(({ code }: { code: string }) => code)).toContain('100102')
  expect(material.suitabilities.length + material.conversions.length).toBeGreaterThan(3)
  expect(material.conversions[0]).toMatchObject({ maturity: expect.any(String), source: expect.any(String) })
  expect(material.sectors.some(({ direction }: { direction: string }) => direction === 'discards')).toBe(true)
  expect(material.factors.some(({ kind }: { kind: string }) => kind === 'worth')).toBe(true)
})

test('what is stated of a group is marked as such', async () => {
  const { suitabilities, conversions } = (await get('/materials/coal-fly-ash')).json()
  const stated = [
    ...suitabilities.map((row: { stated: { id: string } }) => row.stated.id),
    ...conversions.map((row: { from: { id: string } }) => row.from.id),
  ]
  expect(new Set(stated).size).toBeGreaterThan(1)
})

test('a material that nobody knows is not found', async () => {
  const answer = await get('/materials/moon-dust')
  expect(answer.statusCode).toBe(404)
  expect(answer.json()).toMatchObject({ code: 'not_found' })
})

test('materials come a page at a time, each once', async () => {
  const first = (await get('/materials?limit=100')).json()
  const second = (await get(`/materials?limit=100&offset=${first.nextOffset}`)).json()
  expect(first.materials).toHaveLength(100)
  const ids = [...first.materials, ...second.materials].map(({ id }: { id: string }) => id)
  expect(new Set(ids).size).toBe(200)
  expect((await get(`/materials?limit=100&offset=${first.total - 1}`)).json().nextOffset).toBeNull()
})

test('words find materials in either language', async () => {
  for (const words of ['fly ash', 'ნაცარი']) {
    const { materials } = (await get(`/materials?q=${encodeURIComponent(words)}`)).json()
    expect(materials.slice(0, 5).some(({ id }: { id: string }) => id.includes('ash'))).toBe(true)
  }
  expect((await get('/materials?q=qwxzzyx')).json()).toMatchObject({
    materials: [],
    total: 0,
    nextOffset: null,
  })
})
