import { expect, test } from 'vitest'
import { testApp } from '../setup/api.ts'
import { inTransaction } from '../setup/database.ts'
import { publishPomace } from './market-of-telavi.ts'

test('listings are read one by one, in pages and on the map', () =>
  inTransaction(async (db, database) => {
    const { id } = await publishPomace(db)
    await publishPomace(db, { ref: 'T2', kind: 'need', targets: [{ kind: 'use', id: 'solid-biofuel' }] })
    const app = await testApp(database)
    const get = async (url: string) => app.inject(`/api/v1${url}`)

    const one = await get(`/listings/${id}`)
    expect(one.statusCode).toBe(200)
    expect(one.json()).toMatchObject({ id, title: 'Grape pomace', place: { municipality: { id: 'telavi' } } })

    const page = (await get('/listings?kind=offer&limit=1')).json()
    expect(page.listings).toHaveLength(1)
    expect(page.listings[0]).toEqual(one.json())

    const map = (await get('/map/listings?kind=offer&bbox=45,41,46,42')).json()
    expect(map).toMatchObject({ type: 'FeatureCollection', truncated: false })
    expect(map.features.map((feature: { id: number }) => feature.id)).toContain(id)
    await app.close()
  }))

test('regions have outlines, municipalities have seats, both in two languages', () =>
  inTransaction(async (_, database) => {
    const app = await testApp(database)
    const regions = (await app.inject('/api/v1/areas/regions')).json()
    expect(regions.features).toHaveLength(12)
    const kakheti = regions.features.find((feature: { id: string }) => feature.id === 'kakheti')
    expect(kakheti).toMatchObject({
      geometry: { type: 'MultiPolygon' },
      properties: { id: 'kakheti', names: { en: 'Kakheti', ka: 'კახეთი' } },
    })
    expect(kakheti.geometry.coordinates[0][0].length).toBeGreaterThan(10)
    const { municipalities } = (await app.inject('/api/v1/areas/municipalities')).json()
    expect(municipalities.filter(({ type }: { type: string }) => type === 'municipality')).toHaveLength(64)
    expect(municipalities.find(({ id }: { id: string }) => id === 'telavi')).toEqual({
      id: 'telavi',
      region: 'kakheti',
      type: 'municipality',
      names: { en: 'Telavi', ka: 'თელავი' },
      lon: 45.47002,
      lat: 41.91957,
      population: 52374,
      areaKm2: 1082.5,
    })
    await app.close()
  }))

test.each([
  ['/listings/0', 404, 'not_found'],
  ['/listings/4294967296', 404, 'not_found'],
  ['/listings/999999', 404, 'not_found'],
  ['/listings/1;drop table listing', 404, 'not_found'],
  ['/listings?limit=101', 400, 'query_invalid'],
  ['/listings?limit=NaN', 400, 'query_invalid'],
  ['/listings?cursor=-1', 400, 'query_invalid'],
  ['/listings?kind=gift', 400, 'query_invalid'],
  ['/listings?colour=red', 400, 'query_invalid'],
  ['/listings?q=', 400, 'query_invalid'],
  ['/listings?q=%00', 400, 'query_invalid'],
  ['/listings?target=%3Cscript%3E', 400, 'query_invalid'],
  ['/map/listings?bbox=1,2,3', 400, 'query_invalid'],
  ['/map/listings?bbox=46,41,45,42', 400, 'query_invalid'],
  ['/map/listings?limit=5', 400, 'query_invalid'],
])('%s is refused', (url, status, code) =>
  inTransaction(async (_, database) => {
    const app = await testApp(database)
    const answer = await app.inject(`/api/v1${url}`)
    expect(answer.statusCode).toBe(status)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.json()).toMatchObject({ status, code })
    expect(answer.body).not.toContain('<script>')
    await app.close()
  }),
)

test('SQL in a filter is a word like any other', () =>
  inTransaction(async (db, database) => {
    const { id } = await publishPomace(db)
    const app = await testApp(database)
    for (const q of ["' or 1=1 --", "%'; drop table listing; --", '\\']) {
      const answer = await app.inject({ url: '/api/v1/listings', query: { q } })
      expect(answer.statusCode).toBe(200)
      expect(answer.json()).toEqual({ listings: [], nextCursor: null })
    }
    expect((await app.inject(`/api/v1/listings/${id}`)).statusCode).toBe(200)
    await app.close()
  }))
