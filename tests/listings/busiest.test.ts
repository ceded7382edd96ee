import { expect, test } from 'vitest'
import type { Db } from '../../db/open.ts'
import { testApp } from '../setup/api.ts'
import { inTransaction } from '../setup/database.ts'
import { publishPomace } from './market-of-telavi.ts'

type Changes = Parameters<typeof publishPomace>[1]
const TELAVI = { municipality: 'telavi' }
const BATUMI = { municipality: 'batumi' }

/** One listing of a firm of its own. */
const list = (db: Db, firm: string, place: NonNullable<Changes>['place'], changes: Changes = {}) =>
  publishPomace(db, { ref: firm, place: place!, ...changes }, { as: { ref: `test:${firm}`, name: firm } })

const busiest = async (database: Parameters<typeof testApp>[0], query = '') => {
  const app = await testApp(database)
  const answer = await app.inject(`/api/v1/areas/busiest${query}`)
  await app.close()
  return (answer.json() as { municipality: string | null }).municipality
}

test('where most is listed is told once three organisations list there', () =>
  inTransaction(async (db, database) => {
    await list(db, 'First', TELAVI)
    await list(db, 'Second', TELAVI)
    await publishPomace(db, { ref: 'again', place: TELAVI }, { as: { ref: 'test:Second', name: 'Second' } })
    expect(await busiest(database)).toBeNull()
    await list(db, 'Third', TELAVI)
    expect(await busiest(database)).toBe('telavi')
  }))

test('what others may not see, and a place that is blurred to its region, tell nothing', () =>
  inTransaction(async (db, database) => {
    for (const firm of ['First', 'Second', 'Third']) await list(db, firm, BATUMI)
    for (const firm of ['Fourth', 'Fifth', 'Sixth', 'Seventh'])
      await list(db, firm, TELAVI, { audience: 'members' })
    for (const firm of ['8th', '9th', '10th', '11th'])
      await list(db, firm, { lon: 45.47, lat: 41.92, precision: 'region' })
    expect(await busiest(database)).toBe('batumi')
  }))

test('of a material, it is told within the region where that is listed', () =>
  inTransaction(async (db, database) => {
    const straw = { targets: [{ kind: 'material' as const, id: 'straw' }] }
    for (const firm of ['First', 'Second', 'Third', 'Fourth']) await list(db, firm, BATUMI, straw)
    for (const firm of ['Fifth', 'Sixth', 'Seventh']) await list(db, firm, TELAVI)
    expect(await busiest(database, '?kind=offer&target=straw')).toBe('batumi')
    expect(await busiest(database, '?kind=offer&target=grape-pomace')).toBe('telavi')
    expect(await busiest(database, '?kind=need&target=grape-pomace')).toBe('batumi')
  }))
