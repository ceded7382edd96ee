import { expect, test } from 'vitest'
import { testApp } from '../setup/api.ts'
import { fixedClock, inTransaction, ownDatabase } from '../setup/database.ts'
import { makePerson, TEST_PASSWORD } from '../setup/people.ts'
import { Browser } from './browser.ts'

const guess = (browser: Browser, email: string, address = '192.0.2.7', password = 'wrong') =>
  browser.post('/session', { email, password }, { 'x-forwarded-for': address })
const PROXY = { env: { TRUST_PROXY: '1' } }

test('an account is guessed at ten times in a quarter of an hour, from wherever; then even the right password waits', () =>
  inTransaction(async (db, database) => {
    let now = fixedClock()
    const app = await testApp(database, { ...PROXY, clock: () => now })
    const { email } = await makePerson(app, db)
    const browser = new Browser(app)
    for (let count = 0; count < 10; count += 1)
      expect((await guess(browser, email, `192.0.2.${count}`)).json().code).toBe('credentials_wrong')
    expect((await guess(browser, email)).json()).toMatchObject({ status: 429, code: 'too_many_guesses' })
    expect((await guess(browser, email, '192.0.2.99', TEST_PASSWORD)).json().code).toBe('too_many_guesses')
    now = new Date(now.getTime() + 15 * 60_000 + 1)
    expect((await guess(browser, email, '192.0.2.99', TEST_PASSWORD)).statusCode).toBe(200)
  }))

test('an unknown account is answered and limited like a known one', () =>
  inTransaction(async (db, database) => {
    const app = await testApp(database, PROXY)
    const { email } = await makePerson(app, db)
    const browser = new Browser(app)
    for (let count = 0; count < 12; count += 1) {
      const [known, unknown] = [await guess(browser, email), await guess(browser, 'nobody@example.org')]
      expect({ ...unknown.json(), requestId: '' }).toEqual({ ...known.json(), requestId: '' })
    }
  }))

test('one address that tries many accounts is stopped', () =>
  inTransaction(async (_, database) => {
    const browser = new Browser(await testApp(database, PROXY))
    const codes: string[] = []
    for (let count = 0; count < 62; count += 1)
      codes.push((await guess(browser, `person-${count}@example.net`)).json().code)
    expect(codes.filter((code) => code === 'credentials_wrong')).toHaveLength(60)
    expect((await guess(browser, 'late@example.net', '192.0.2.8')).json().code).toBe('credentials_wrong')
  }))

test('a right password sets the count back', () =>
  inTransaction(async (db, database) => {
    const app = await testApp(database)
    const { email } = await makePerson(app, db)
    const browser = new Browser(app)
    for (let round = 0; round < 3; round += 1) {
      for (let count = 0; count < 6; count += 1) await guess(browser, email)
      expect((await guess(browser, email, '192.0.2.7', TEST_PASSWORD)).statusCode).toBe(200)
    }
  }))

test('guesses at the same moment do not slip through together', async () => {
  const database = await ownDatabase()
  const app = await testApp(database)
  const { email } = await makePerson(app, database.db)
  const answers = await Promise.all(Array.from({ length: 40 }, () => guess(new Browser(app), email)))
  const judged = answers.filter((answer) => answer.json().code === 'credentials_wrong')
  expect(judged.length).toBeLessThanOrEqual(10)
  await app.close()
  await database.close()
})
