import { createHmac } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { expect, test } from 'vitest'
import { account, idempotencyKey } from '../../db/schema/index.ts'
import { currentTerms } from '../../server/accounts/terms/read.ts'
import { keyFor } from '../../server/secret.ts'
import { TEST_SECRET, testApp } from '../setup/api.ts'
import { fixedClock, inTransaction, ownDatabase } from '../setup/database.ts'
import { giveConsent, makeOrganisation, makePerson, makePeople } from '../setup/people.ts'

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const now = Math.floor(fixedClock().getTime() / 1000)

/** A token as an attacker would build it. */
function forge(header: object, payload: object, key: Buffer | null): string {
  const signed = `${part(header)}.${part(payload)}`
  return `${signed}.${key ? createHmac('sha256', key).update(signed).digest('base64url') : ''}`
}

test('forged, unsigned, expired and foreign tokens are nobody', () =>
  inTransaction(async (db, database) => {
    const app = await testApp(database)
    const { headers, accountId } = await makePerson(app, db)
    const other = await makePerson(app, db)
    const good = headers.cookie.slice('simbiozi='.length)
    const [head = '', body = '', signature = ''] = good.split('.')
    const { sid } = JSON.parse(Buffer.from(body, 'base64url').toString()) as { sid: string }
    const claims = { sid, sub: String(accountId), iat: now, exp: now + 900 }
    const key = keyFor(TEST_SECRET, 'access-token')
    const tokens: Record<string, string> = {
      unsigned: forge({ alg: 'none', typ: 'JWT' }, claims, null),
      'signed with another key': forge({ alg: 'HS256', typ: 'JWT' }, claims, Buffer.from('guessed')),
      'signed with the secret itself': forge({ alg: 'HS256', typ: 'JWT' }, claims, Buffer.from(TEST_SECRET)),
      'another algorithm': forge({ alg: 'HS512', typ: 'JWT' }, claims, key),
      expired: forge({ alg: 'HS256', typ: 'JWT' }, { ...claims, exp: now - 1 }, key),
      'another account': forge(
        { alg: 'HS256', typ: 'JWT' },
        { ...claims, sub: String(other.accountId) },
        key,
      ),
      'changed body': `${head}.${part({ ...claims, sub: String(other.accountId) })}.${signature}`,
      'a session that is none': forge(
        { alg: 'HS256', typ: 'JWT' },
        { ...claims, sid: crypto.randomUUID() },
        key,
      ),
      rubbish: 'a.b.c',
    }
    const me = async (cookie: string) =>
      (await app.inject({ url: '/api/v1/me', headers: { cookie } })).statusCode
    expect(await me(headers.cookie)).toBe(200)
    for (const [name, token] of Object.entries(tokens)) expect(await me(`simbiozi=${token}`), name).toBe(401)
  }))

test('writes that another site’s page sends are refused', () =>
  inTransaction(async (db, database) => {
    const app = await testApp(database)
    const { headers } = await makePerson(app, db)
    const send = async (more: Record<string, string>) => {
      const url = '/api/v1/session/refresh'
      const answer = await app.inject({
        method: 'POST',
        url,
        headers: { ...headers, host: 'simbiozi.ge', ...more },
      })
      return answer.json().code
    }
    for (const foreign of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: 'https://simbiozi.ge.evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site', origin: 'https://simbiozi.ge' },
    ])
      expect(await send(foreign), JSON.stringify(foreign)).toBe('origin_foreign')
    for (const own of [{}, { origin: 'https://simbiozi.ge' }, { 'sec-fetch-site': 'same-origin' }])
      expect(await send(own), JSON.stringify(own)).toBe('session_ended')
  }))

test('a facilitator acts for whoever consented; nobody else does', () =>
  inTransaction(async (db, database) => {
    const app = await testApp(database)
    const { organisationId, otherOrganisationId, owner, facilitator } = await makePeople(app, db)
    await giveConsent(db, organisationId)
    const me = async (headers: object, organisation: string | number) =>
      (
        await app.inject({ url: '/api/v1/me', headers: { ...headers, 'on-behalf-of': String(organisation) } })
      ).json()
    expect((await me(facilitator.headers, organisationId)).id).toBe(facilitator.accountId)
    expect((await me(facilitator.headers, otherOrganisationId)).code).toBe('consent_missing')
    expect((await me(facilitator.headers, `${organisationId} or 1=1`)).code).toBe('consent_missing')
    expect((await me(owner.headers, organisationId)).code).toBe('not_permitted')
  }))

const NEWCOMER = {
  email: 'levan@example.org',
  password: 'seven barrels of amber',
  name: 'Levan',
  language: 'en',
  terms: currentTerms().version,
  organisation: { name: 'Levan & Sons', kind: 'business' },
}
const register = (app: FastifyInstance, key: string, body: object = NEWCOMER) =>
  app.inject({ method: 'POST', url: '/api/v1/accounts', headers: { 'idempotency-key': key }, payload: body })

test('a key that comes with another request is refused, an unusable one too', () =>
  inTransaction(async (db, database) => {
    const app = await testApp(database)
    expect((await register(app, 'first-attempt')).statusCode).toBe(202)
    expect((await register(app, 'first-attempt')).statusCode).toBe(202)
    expect((await register(app, 'first-attempt', { ...NEWCOMER, name: 'L' })).json().code).toBe(
      'idempotency_key_reused',
    )
    expect((await register(app, 'short')).json().code).toBe('idempotency_key_invalid')
    const kept = JSON.stringify(await db.select().from(idempotencyKey))
    expect(kept).not.toContain('levan')
    await makeOrganisation(db)
  }))

test('what failed may be tried again under the same key', () =>
  inTransaction(async (db, database) => {
    const app = await testApp(database)
    expect((await register(app, 'an-attempt', { ...NEWCOMER, terms: 'old' })).statusCode).toBe(422)
    expect((await register(app, 'an-attempt')).statusCode).toBe(202)
    expect(await db.select().from(account)).toHaveLength(1)
  }))

test('retries that arrive at the same moment create once', async () => {
  const database = await ownDatabase()
  const app = await testApp(database)
  const answers = await Promise.all(Array.from({ length: 8 }, () => register(app, 'at-the-same-moment')))
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(8).fill(202))
  const mails = await database.db.query.mail.findMany()
  expect(mails.map(({ kind }) => kind)).toEqual(['verify_email'])
  await app.close()
  await database.close()
})
