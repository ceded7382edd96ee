import { expect, test } from 'vitest'
import { guess, idempotencyKey, session } from '../../db/schema/index.ts'
import { sweepAccounts } from '../../server/accounts/sweep.ts'
import { testApp } from '../setup/api.ts'
import { fixedClock, inTransaction } from '../setup/database.ts'
import { makePerson } from '../setup/people.ts'
import { Browser } from './browser.ts'

test('what nobody asks for any more is forgotten, what counts is kept', () =>
  inTransaction(async (db, database) => {
    const app = await testApp(database)
    const { email, headers } = await makePerson(app, db)
    const browser = new Browser(app)
    await browser.post('/session', { email, password: 'wrong' })
    const payload = { name: 'Press', scopes: ['read'], days: 1 }
    const key = { 'idempotency-key': 'a-token-for-the-press' }
    await app.inject({ method: 'POST', url: '/api/v1/me/tokens', headers: { ...headers, ...key }, payload })
    const left = async () => [
      (await db.select().from(guess)).length,
      (await db.select().from(idempotencyKey)).length,
      (await db.select().from(session)).length,
    ]
    const afterDays = (days: number) => () => new Date(fixedClock().getTime() + days * 86_400_000)
    await sweepAccounts(db, fixedClock)
    expect(await left()).toEqual([2, 1, 1])
    await sweepAccounts(db, afterDays(2))
    expect(await left()).toEqual([0, 0, 1])
    await sweepAccounts(db, afterDays(121))
    expect(await left()).toEqual([0, 0, 0])
  }))
