import { expect, test } from 'vitest'
import { testApp } from '../setup/api.ts'
import { fixedClock, inTransaction } from '../setup/database.ts'
import { makePerson, TEST_PASSWORD } from '../setup/people.ts'
import { Browser } from './browser.ts'
import { letters } from './letters.ts'

const NEW_PASSWORD = 'a press full of must'

test('a forgotten password is set anew by letter; every sign-in ends', () =>
  inTransaction(async (db, database) => {
    const app = await testApp(database)
    const { email } = await makePerson(app, db)
    const laptop = new Browser(app)
    await laptop.post('/session', { email, password: TEST_PASSWORD })
    const phone = new Browser(app)
    expect((await phone.post('/password-reset', { email })).statusCode).toBe(202)
    const [letter] = await letters(db)
    expect(letter).toMatchObject({ kind: 'reset_password', toAddress: email })
    const set = (token: string) => phone.send('PUT', '/password-reset', { token, password: NEW_PASSWORD })
    expect((await set(letter!.token)).statusCode).toBe(200)
    expect((await set(letter!.token)).json().code).toBe('link_expired')
    expect((await laptop.get('/me')).statusCode).toBe(401)
    expect((await phone.post('/session', { email, password: TEST_PASSWORD })).json().code).toBe(
      'credentials_wrong',
    )
    expect((await phone.post('/session', { email, password: NEW_PASSWORD })).statusCode).toBe(200)
  }))

test('the letter works for an hour', () =>
  inTransaction(async (db, database) => {
    let now = fixedClock()
    const app = await testApp(database, { clock: () => now })
    const { email } = await makePerson(app, db)
    const browser = new Browser(app)
    await browser.post('/password-reset', { email })
    const [letter] = await letters(db)
    now = new Date(now.getTime() + 3_601_000)
    const late = await browser.send('PUT', '/password-reset', {
      token: letter!.token,
      password: NEW_PASSWORD,
    })
    expect(late.json().code).toBe('link_expired')
  }))

test('an unknown address is answered like a known one, and gets no letter', () =>
  inTransaction(async (db, database) => {
    const app = await testApp(database)
    const { email } = await makePerson(app, db)
    const browser = new Browser(app)
    const known = await browser.post('/password-reset', { email })
    const unknown = await browser.post('/password-reset', { email: 'nobody@example.org' })
    expect([unknown.statusCode, unknown.body]).toEqual([known.statusCode, known.body])
    expect(await letters(db)).toHaveLength(1)
  }))

test('nobody fills somebody’s inbox; the answer stays the same', () =>
  inTransaction(async (db, database) => {
    const app = await testApp(database)
    const { email } = await makePerson(app, db)
    const browser = new Browser(app)
    for (let count = 0; count < 8; count += 1)
      expect((await browser.post('/password-reset', { email })).statusCode).toBe(202)
    expect(await letters(db)).toHaveLength(4)
  }))

test('a changed password ends the other sign-ins and asks for the present one', () =>
  inTransaction(async (db, database) => {
    const app = await testApp(database)
    const { email } = await makePerson(app, db)
    const [browser, other] = [new Browser(app), new Browser(app)]
    for (const each of [browser, other]) await each.post('/session', { email, password: TEST_PASSWORD })
    const change = (current: string) =>
      browser.send('PUT', '/me/password', { current, password: NEW_PASSWORD })
    expect((await change('wrong')).json().code).toBe('credentials_wrong')
    expect((await change(TEST_PASSWORD)).statusCode).toBe(200)
    expect((await browser.get('/me')).statusCode).toBe(200)
    expect((await other.get('/me')).statusCode).toBe(401)
  }))

test('a new address has to be proved; the old one is told', () =>
  inTransaction(async (db, database) => {
    const app = await testApp(database)
    const { email } = await makePerson(app, db)
    const browser = new Browser(app)
    await browser.post('/session', { email, password: TEST_PASSWORD })
    const ask = await browser.post('/me/email', { email: 'New@Example.org', password: TEST_PASSWORD })
    expect(ask.statusCode).toBe(202)
    expect((await browser.get('/me')).json().email).toBe(email)
    const [letter] = await letters(db)
    expect(letter).toMatchObject({ kind: 'change_email', toAddress: 'new@example.org' })
    expect((await browser.send('PUT', '/accounts/email', { token: letter!.token })).statusCode).toBe(200)
    expect((await browser.get('/me')).json().email).toBe('new@example.org')
    expect((await letters(db))[0]).toMatchObject({ kind: 'email_changed', toAddress: email })
  }))

test('an address that belongs to somebody is neither given away nor told of', () =>
  inTransaction(async (db, database) => {
    const app = await testApp(database)
    const [one, other] = [await makePerson(app, db), await makePerson(app, db)]
    const ask = await app.inject({
      method: 'POST',
      url: '/api/v1/me/email',
      headers: one.headers,
      payload: { email: other.email, password: TEST_PASSWORD },
    })
    expect(ask.statusCode).toBe(202)
    expect(await letters(db)).toEqual([])
  }))
