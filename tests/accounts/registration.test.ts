import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Db } from '../../db/open.ts'
import { account, journal, mail, organisation } from '../../db/schema/index.ts'
import { currentTerms } from '../../server/accounts/terms/read.ts'
import { testApp } from '../setup/api.ts'
import { inTransaction } from '../setup/database.ts'
import { Browser } from './browser.ts'

const NEWCOMER = {
  email: 'Tamar@Winery.example',
  password: 'seven barrels of amber',
  name: 'თამარ მეღვინე',
  language: 'ka',
  terms: currentTerms().version,
  organisation: { name: 'Amber Winery', kind: 'business', sector: '11.02' },
}

const letters = (db: Db) => db.select().from(mail).orderBy(mail.id)
const tokenIn = (body: string) => /#([\w-]{43})/.exec(body)?.[1] ?? ''

test('somebody registers with an organisation, proves the address and signs in as its owner', () =>
  inTransaction(async (db, database) => {
    const browser = new Browser(await testApp(database))
    expect((await browser.post('/accounts', NEWCOMER)).statusCode).toBe(202)
    const [letter] = await letters(db)
    expect(letter).toMatchObject({ toAddress: 'tamar@winery.example', kind: 'verify_email' })
    expect(letter!.body).toContain('თამარ მეღვინე')
    expect(letter!.body).toContain('http://127.0.0.1:3000/verify#')

    const { email, password } = NEWCOMER
    const early = await browser.post('/session', { email, password })
    expect(early.json()).toMatchObject({ status: 403, code: 'email_unverified' })

    const token = tokenIn(letter!.body)
    expect((await browser.post('/accounts/verification', { token })).statusCode).toBe(200)
    expect((await browser.post('/accounts/verification', { token })).json().code).toBe('link_expired')
    const signedIn = await browser.post('/session', { email, password })
    expect(signedIn.json()).toMatchObject({
      email: 'tamar@winery.example',
      role: 'member',
      memberships: [
        { organisationName: 'Amber Winery', sector: NEWCOMER.organisation.sector, role: 'owner' },
      ],
      terms: { accepted: currentTerms().version },
    })
    expect((await browser.get('/me')).json()).toEqual(signedIn.json())
  }))

test('the journal of it holds numbers, no names', () =>
  inTransaction(async (db, database) => {
    await new Browser(await testApp(database)).post('/accounts', NEWCOMER)
    const lines = await db.select().from(journal)
    const said = lines.map(({ action }) => action)
    expect(said).toEqual(
      expect.arrayContaining(['account_registered', 'organisation_registered', 'membership_changed']),
    )
    expect(JSON.stringify(lines)).not.toMatch(/winery|თამარ/i)
  }))

test('a known address is answered like a new one; only its owner hears of it', () =>
  inTransaction(async (db, database) => {
    const browser = new Browser(await testApp(database))
    const first = await browser.post('/accounts', NEWCOMER)
    const second = await browser.post('/accounts', { ...NEWCOMER, password: 'another one entirely' })
    expect([second.statusCode, second.body]).toEqual([first.statusCode, first.body])
    const [, told] = await letters(db)
    expect(told).toMatchObject({ kind: 'already_registered', toAddress: 'tamar@winery.example' })
    expect(await db.select().from(account)).toHaveLength(1)
    const made = await db.select().from(organisation).where(eq(organisation.name, 'Amber Winery'))
    expect(made).toHaveLength(1)
  }))

test('a letter that is sent again makes the earlier one useless', () =>
  inTransaction(async (db, database) => {
    const browser = new Browser(await testApp(database))
    await browser.post('/accounts', NEWCOMER)
    for (const email of [NEWCOMER.email, 'nobody@example.org'])
      expect((await browser.post('/accounts/verification/letter', { email })).statusCode).toBe(202)
    const [first, second, ...more] = await letters(db)
    expect(more).toEqual([])
    const verify = (body: string) => browser.post('/accounts/verification', { token: tokenIn(body) })
    expect((await verify(first!.body)).json().code).toBe('link_expired')
    expect((await verify(second!.body)).statusCode).toBe(200)
  }))

test.each([
  [{ terms: '2020-01-01' }, 'terms_outdated'],
  [{ password: 'tamar@winery.example' }, 'password_weak'],
  [{ password: 'aaaaaaaaaaaa' }, 'password_weak'],
  [{ password: 'short' }, 'body_invalid'],
  [{ email: 'nobody' }, 'body_invalid'],
  [{ email: 'a@b.example\nbcc: c@d.example' }, 'body_invalid'],
  [{ name: '   ' }, 'body_invalid'],
  [{ organisation: { name: 'X Y', kind: 'business', sector: '99.99' } }, 'unknown_sector'],
  [{ role: 'administrator' }, 'body_invalid'],
  [{ emailVerifiedAt: '2026-01-01' }, 'body_invalid'],
  [{ organisation: { name: 'X Y', kind: 'business', verifiedAt: '2026-01-01' } }, 'body_invalid'],
  [{ invitation: 'x'.repeat(43) }, 'link_expired'],
])('%j is refused', (change, code) =>
  inTransaction(async (db, database) => {
    const answer = await new Browser(await testApp(database)).post('/accounts', { ...NEWCOMER, ...change })
    expect(answer.json().code).toBe(code)
    expect(await db.select().from(account)).toEqual([])
  }),
)
