import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { rows, type Db } from '../../db/open.ts'
import { currentTerms } from '../../server/accounts/terms/read.ts'
import { termsAcceptance } from '../../db/schema/index.ts'
import { testApp } from '../setup/api.ts'
import { inTransaction } from '../setup/database.ts'
import { makeOrganisation, makePeople, makePerson, TEST_PASSWORD } from '../setup/people.ts'
import { Browser } from './browser.ts'

/** Every text of every table that the test has written to. */
async function everything(db: Db): Promise<string> {
  const tables = await rows<{ name: string }>(
    db,
    sql`select table_name as name from information_schema.tables
        where table_schema = 'public' and table_name in ('account', 'session', 'mail', 'journal', 'one_time_token',
          'membership', 'guess', 'idempotency_key', 'terms_acceptance', 'api_token')`,
  )
  const found = []
  for (const { name } of tables) found.push(await rows(db, sql.raw(`select * from "${name}"`)))
  return JSON.stringify(found)
}

test('an export holds what is kept, and nothing that opens an account', () =>
  inTransaction(async (db, database) => {
    const app = await testApp(database)
    const { email, headers } = await makePerson(app, db, { name: 'Giorgi Exportadze' })
    const answer = await app.inject({ url: '/api/v1/me/export', headers })
    expect(answer.headers['content-disposition']).toContain('attachment')
    expect(answer.json()).toMatchObject({ account: [{ email, name: 'Giorgi Exportadze' }] })
    expect(answer.json().sessions).toHaveLength(1)
    expect(answer.body).not.toMatch(/argon2|hash|secret/)
  }))

test('erasing removes the person everywhere and leaves the number', () =>
  inTransaction(async (db, database) => {
    const app = await testApp(database)
    const { email } = await makePerson(app, db, { name: 'Erekle Erasadze', email: 'erekle@example.org' })
    const browser = new Browser(app)
    await browser.post('/session', { email, password: TEST_PASSWORD })
    await browser.post('/password-reset', { email })
    expect(await everything(db)).toMatch(/Erasadze/)
    expect((await browser.post('/me/erasure', { password: 'wrong' })).json().code).toBe('credentials_wrong')
    const stale = browser.copy()
    expect((await browser.post('/me/erasure', { password: TEST_PASSWORD })).statusCode).toBe(200)
    expect(await everything(db)).not.toMatch(/erekle|Erasadze/i)
    expect(await everything(db)).toContain('account_erased')
    expect((await stale.get('/me')).statusCode).toBe(401)
    const again = await stale.post('/session', { email, password: TEST_PASSWORD })
    expect(again.json().code).toBe('credentials_wrong')
  }))

test('an owner whom others depend on finds another one first', () =>
  inTransaction(async (db, database) => {
    const app = await testApp(database)
    const { owner } = await makePeople(app, db)
    const answer = await app.inject({
      method: 'POST',
      url: '/api/v1/me/erasure',
      headers: owner.headers,
      payload: { password: TEST_PASSWORD },
    })
    expect(answer.json().code).toBe('last_owner')
  }))

test('whoever is alone in an organisation hands it over or erases it before he goes', () =>
  inTransaction(async (db, database) => {
    const app = await testApp(database)
    const organisationId = await makeOrganisation(db)
    const { headers } = await makePerson(app, db, { memberships: [{ organisationId, role: 'owner' }] })
    const erase = () =>
      app.inject({ method: 'POST', url: '/api/v1/me/erasure', headers, payload: { password: TEST_PASSWORD } })
    expect((await erase()).json().code).toBe('last_owner')
    const gone = await app.inject({
      method: 'DELETE',
      url: `/api/v1/organisations/${organisationId}`,
      headers,
    })
    expect(gone.statusCode).toBe(200)
    expect((await erase()).statusCode).toBe(200)
  }))

test('new terms are asked for before anything is written; reading goes on', () =>
  inTransaction(async (db, database) => {
    const app = await testApp(database)
    const { owner, organisationId } = await makePeople(app, db)
    await db.update(termsAcceptance).set({ version: '2020-01-01' })
    const ask = (method: 'GET' | 'PUT', path: string, payload?: object) =>
      app.inject({ method, url: `/api/v1${path}`, headers: owner.headers, ...(payload && { payload }) })
    const consent = () => ask('PUT', `/organisations/${organisationId}/acting-consent`, { given: true })
    expect((await consent()).json().code).toBe('terms_not_accepted')
    const { terms } = (await ask('GET', '/me')).json()
    expect(terms).toEqual({ current: currentTerms().version, accepted: '2020-01-01' })
    await ask('PUT', '/me/terms', { version: terms.current })
    expect((await consent()).statusCode).toBe(200)
  }))
