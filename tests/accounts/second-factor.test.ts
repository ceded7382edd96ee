import { eq } from 'drizzle-orm'
import { Secret, TOTP } from 'otpauth'
import { expect, test } from 'vitest'
import { account } from '../../db/schema/index.ts'
import { testApp } from '../setup/api.ts'
import { fixedClock, inTransaction } from '../setup/database.ts'
import { makePerson, TEST_PASSWORD } from '../setup/people.ts'
import { Browser } from './browser.ts'

const password = TEST_PASSWORD

/** Somebody who has just set up an authenticator, and his app. */
async function enrolled(browser: Browser, email: string, now: () => Date) {
  await browser.post('/session', { email, password })
  const { secret } = (await browser.post('/me/second-factor', { password })).json()
  const totp = new TOTP({ secret: Secret.fromBase32(secret) })
  const code = () => totp.generate({ timestamp: now().getTime() })
  const confirmed = await browser.send('PUT', '/me/second-factor', { code: code() })
  expect(confirmed.statusCode).toBe(200)
  return { code, recoveryCodes: confirmed.json().recoveryCodes as string[], secret: secret as string }
}

const withClock = (
  run: (parts: {
    browser: Browser
    email: string
    now: () => Date
    pass: (seconds: number) => void
    db: Parameters<Parameters<typeof inTransaction>[0]>[0]
  }) => Promise<void>,
) =>
  inTransaction(async (db, database) => {
    let passed = 0
    const now = () => new Date(fixedClock().getTime() + passed * 1000)
    const app = await testApp(database, { clock: now })
    const { email } = await makePerson(app, db)
    await run({ browser: new Browser(app), email, now, pass: (seconds) => void (passed += seconds), db })
  })

test('a code is asked for from then on, and none works twice', () =>
  withClock(async ({ browser, email, now, pass }) => {
    const { code } = await enrolled(browser, email, now)
    const signIn = async (given?: string) =>
      (await browser.post('/session', { email, password, ...(given && { code: given }) })).json()
    expect((await signIn()).code).toBe('second_factor_needed')
    expect((await signIn('000000')).code).toBe('second_factor_wrong')
    // It was used to set the factor up.
    expect((await signIn(code())).code).toBe('second_factor_wrong')
    pass(30)
    const once = code()
    expect((await signIn(once)).email).toBe(email)
    expect((await signIn(once)).code).toBe('second_factor_wrong')
    pass(30)
    expect((await signIn(once)).code).toBe('second_factor_wrong')
    expect((await signIn(code())).email).toBe(email)
  }))

test('a wrong password is not told apart from a wrong account by its second factor', () =>
  withClock(async ({ browser, email, now, pass }) => {
    const { code } = await enrolled(browser, email, now)
    pass(30)
    const answer = await browser.post('/session', { email, password: 'wrong', code: code() })
    expect(answer.json().code).toBe('credentials_wrong')
  }))

test('codes are not guessed: a known password does not set the count back', () =>
  withClock(async ({ browser, email, now }) => {
    await enrolled(browser, email, now)
    const codes: string[] = []
    for (let count = 0; count < 8; count += 1) {
      await browser.post('/session', { email, password })
      codes.push((await browser.post('/session', { email, password, code: '123456' })).json().code)
    }
    expect(codes.at(-1)).toBe('too_many_guesses')
  }))

test('a recovery code stands in once, however it is typed', () =>
  withClock(async ({ browser, email, now }) => {
    const { recoveryCodes } = await enrolled(browser, email, now)
    expect(new Set(recoveryCodes).size).toBe(10)
    const typed = recoveryCodes[0]!.replaceAll('-', ' ').toUpperCase()
    expect((await browser.post('/session', { email, password, code: typed })).statusCode).toBe(200)
    const again = await browser.post('/session', { email, password, code: typed })
    expect(again.json().code).toBe('second_factor_wrong')
  }))

test('the secret is kept sealed', () =>
  withClock(async ({ browser, email, now, db }) => {
    const { secret } = await enrolled(browser, email, now)
    const [kept] = await db.select().from(account).where(eq(account.email, email))
    expect(kept!.totpSecret).not.toContain(secret)
  }))

test('it can be given up with password and code', () =>
  withClock(async ({ browser, email, now, pass }) => {
    const { code } = await enrolled(browser, email, now)
    const give = (given: string) => browser.post('/me/second-factor/removal', { password, code: given })
    expect((await give('000000')).json().code).toBe('second_factor_wrong')
    pass(30)
    expect((await give(code())).statusCode).toBe(200)
    expect((await browser.post('/session', { email, password })).statusCode).toBe(200)
  }))

test.each(['facilitator', 'administrator'] as const)(
  'a %s without one may set it up and nothing else',
  (role) =>
    withClock(async ({ browser, email, now, db }) => {
      await db.update(account).set({ role }).where(eq(account.email, email))
      await browser.post('/session', { email, password })
      expect((await browser.get('/me')).json().secondFactor).toEqual({ confirmed: false, required: true })
      for (const path of ['/me/tokens', '/mail', '/journal'])
        expect((await browser.get(path)).json().code, path).toBe('second_factor_required')
      await enrolled(browser, email, now)
      expect((await browser.get('/me/tokens')).statusCode).toBe(200)
      // A sign-in from before it was set up does not count.
      expect((await browser.get('/journal')).statusCode).toBe(role === 'administrator' ? 200 : 403)
    }),
)
