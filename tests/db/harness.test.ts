import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { rows } from '../../db/open.ts'
import { catalogueState, journal } from '../../db/schema/index.ts'
import { leaveLine } from '../../server/journal/write.ts'
import { database, fixedClock, inTransaction } from '../setup/database.ts'

const byTest = eq(journal.actor, 'test')

test('a test sees what it wrote, and nothing of it stays', async () => {
  await inTransaction(async (db) => {
    await leaveLine(db, { id: 'test' }, fixedClock, { action: 'tried', subjectKind: 'test', subjectId: 1 })
    const [line] = await db.select().from(journal).where(byTest)
    expect(line).toMatchObject({ actor: 'test', action: 'tried', subjectId: '1' })
    expect(new Date(line?.at ?? '')).toEqual(fixedClock())
  })
  const { db } = await database()
  expect(await db.select().from(journal).where(byTest)).toEqual([])
})

test('a failing test fails, and is rolled back too', async () => {
  const failing = inTransaction(async (db) => {
    await leaveLine(db, { id: 'test' }, fixedClock, { action: 'tried', subjectKind: 'test', subjectId: 1 })
    throw new Error('expected')
  })
  await expect(failing).rejects.toThrow('expected')
  const { db } = await database()
  expect(await db.select().from(journal).where(byTest)).toEqual([])
})

test('the catalogue is loaded', async () => {
  const { db } = await database()
  const [state] = await db.select().from(catalogueState)
  expect(state?.version).toBeTruthy()
})

test('the database knows places and finds Georgian letters', async () => {
  const { db } = await database()
  const [row] = await rows<{ km: number; georgian: boolean }>(
    db,
    sql`select st_distance('SRID=4326;POINT(41.64 41.64)'::geography, 'SRID=4326;POINT(45.47 41.92)'::geography) / 1000 as km,
               'ჭაჭა' ~ '^[[:alpha:]]+$' as georgian`,
  )
  expect(row?.km).toBeCloseTo(319.9, 0)
  expect(row?.georgian).toBe(true)
})
