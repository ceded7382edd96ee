import type { FastifyInstance } from 'fastify'
import { expect, test } from 'vitest'
import { type Db } from '../../db/open.ts'
import { journal } from '../../db/schema/index.ts'
import { testApp } from '../setup/api.ts'
import { fixedClock, inTransaction } from '../setup/database.ts'
import { makePerson, TEST_PASSWORD } from '../setup/people.ts'
import { Browser } from './browser.ts'

/** An app whose clock can be turned, with one member who is signed in by a browser. */
const withMember = (
  run: (parts: {
    db: Db
    app: FastifyInstance
    browser: Browser
    pass: (s: number) => void
  }) => Promise<void>,
) =>
  inTransaction(async (db, database) => {
    let passed = 0
    const clock = () => new Date(fixedClock().getTime() + passed * 1000)
    const app = await testApp(database, { clock })
    const { email } = await makePerson(app, db)
    const browser = new Browser(app)
    expect((await browser.post('/session', { email, password: TEST_PASSWORD })).statusCode).toBe(200)
    await run({ db, app, browser, pass: (seconds) => void (passed += seconds) })
    await app.close()
  })

const me = async (browser: Browser) => (await browser.get('/me')).statusCode

test('cookies are out of reach of scripts and other sites, the refresh token of most addresses too', () =>
  inTransaction(async (db, database) => {
    for (const [publicUrl, secure] of [
      ['http://simbiozi.example', false],
      ['https://simbiozi.example', true],
    ] as const) {
      const app = await testApp(database, { env: { PUBLIC_URL: publicUrl } })
      const { email } = await makePerson(app, db)
      const { cookies } = await new Browser(app).post('/session', { email, password: TEST_PASSWORD })
      expect(cookies).toHaveLength(3)
      for (const cookie of cookies)
        expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', ...(secure && { secure: true }) })
      const access = cookies.find(({ name }) => name === (secure ? '__Host-simbiozi' : 'simbiozi'))
      expect(access).toMatchObject({ path: '/', maxAge: 900 })
      expect(access).not.toHaveProperty('domain')
      const refresh = cookies.find(({ name }) => name.endsWith('-refresh'))
      expect(refresh).toMatchObject({ path: '/api/v1/session' })
      await app.close()
    }
  }))

test('an access token runs out after a quarter of an hour; a refresh goes on', () =>
  withMember(async ({ browser, pass }) => {
    pass(899)
    expect(await me(browser)).toBe(200)
    pass(2)
    expect(await me(browser)).toBe(401)
    expect((await browser.post('/session/refresh')).statusCode).toBe(200)
    expect(await me(browser)).toBe(200)
  }))

test('two tabs may refresh at once; a token that comes back later ends the session for both', () =>
  withMember(async ({ db, browser, pass }) => {
    const thief = browser.copy()
    const tab = browser.copy()
    expect((await browser.post('/session/refresh')).statusCode).toBe(200)
    pass(29)
    expect((await tab.post('/session/refresh')).statusCode).toBe(200)
    pass(2)
    expect((await thief.post('/session/refresh')).json().code).toBe('session_ended')
    expect(thief.cookies.size).toBe(0)
    expect(await me(browser)).toBe(401)
    expect((await tab.post('/session/refresh')).json().code).toBe('session_ended')
    const lines = await db.select().from(journal)
    expect(lines.map(({ action }) => action)).toContain('session_stolen')
  }))

test('a page goes on with a sign-in by way of the refresh address, and comes back to itself only', () =>
  withMember(async ({ browser, pass }) => {
    const next = async (path: string) => {
      const answer = await browser.get(`/session/refresh?next=${encodeURIComponent(path)}`)
      expect(answer.statusCode).toBe(303)
      return answer.headers.location
    }
    pass(1000)
    expect(await next('/en/listings?kind=offer')).toBe('/en/listings?kind=offer')
    expect(await me(browser)).toBe(200)
    for (const elsewhere of [
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      '/\t/evil.example',
      '/..//evil.example',
      'javascript:alert(1)',
      '/api/v1/session/refresh?next=/',
    ])
      expect(await next(elsewhere)).toBe('/')
  }))

test('whoever signs out is out at once, and only he', () =>
  withMember(async ({ browser, app }) => {
    const { email } = (await browser.get('/me')).json()
    const other = new Browser(app)
    await other.post('/session', { email, password: TEST_PASSWORD })
    const stale = browser.copy()
    expect((await browser.send('DELETE', '/session')).statusCode).toBe(200)
    expect(browser.cookies.size).toBe(0)
    expect(await me(stale)).toBe(401)
    expect((await stale.post('/session/refresh')).json().code).toBe('session_ended')
    expect(await me(other)).toBe(200)
  }))

test('signing out everywhere ends every sign-in at once', () =>
  withMember(async ({ browser, app }) => {
    const { email } = (await browser.get('/me')).json()
    const phone = new Browser(app)
    await phone.post('/session', { email, password: TEST_PASSWORD })
    const { sessions } = (await browser.get('/sessions')).json()
    // One of them belongs to the headers that every test person has.
    expect(sessions).toHaveLength(3)
    expect(sessions.filter(({ current }: { current: boolean }) => current)).toHaveLength(1)
    await browser.send('DELETE', '/sessions')
    expect(await me(phone)).toBe(401)
    expect((await phone.post('/session/refresh')).statusCode).toBe(401)
  }))

test('one of several sign-ins is ended from another; nobody ends a stranger’s', () =>
  withMember(async ({ db, browser, app }) => {
    const { email } = (await browser.get('/me')).json()
    const phone = new Browser(app)
    await phone.post('/session', { email, password: TEST_PASSWORD })
    const { sessions } = (await browser.get('/sessions')).json()
    const first = sessions.find(({ current }: { current: boolean }) => current)
    const { headers } = await makePerson(app, db)
    const url = `/api/v1/sessions/${first.id}`
    expect((await app.inject({ method: 'DELETE', url, headers })).statusCode).toBe(404)
    expect((await phone.send('DELETE', `/sessions/${first.id}`)).statusCode).toBe(200)
    expect(await me(browser)).toBe(401)
    expect(await me(phone)).toBe(200)
  }))

test('a sign-in that is not used for thirty days, or is ninety old, is over', () =>
  withMember(async ({ browser, pass }) => {
    const day = 24 * 3600
    for (let passed = 0; passed < 87; passed += 29) {
      pass(29 * day)
      expect((await browser.post('/session/refresh')).statusCode).toBe(200)
    }
    pass(4 * day)
    expect((await browser.post('/session/refresh')).json().code).toBe('session_ended')
  }))
