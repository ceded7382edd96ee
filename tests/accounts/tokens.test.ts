import { expect, test } from 'vitest'
import { apiToken, idempotencyKey } from '../../db/schema/index.ts'
import { testApp } from '../setup/api.ts'
import { fixedClock, inTransaction } from '../setup/database.ts'
import { makePerson } from '../setup/people.ts'

const withToken = (
  scopes: string[],
  run: (parts: {
    send: (method: string, path: string, payload?: object) => Promise<{ status: number; code: string }>
    end: () => Promise<unknown>
    pass: (days: number) => void
    kept: () => Promise<string>
    token: string
  }) => Promise<void>,
) =>
  inTransaction(async (db, database) => {
    let passed = 0
    const clock = () => new Date(fixedClock().getTime() + passed * 86_400_000)
    const app = await testApp(database, { clock })
    const { headers } = await makePerson(app, db)
    const url = '/api/v1/me/tokens'
    const payload = { name: 'Weighbridge', scopes, days: 30 }
    const key = { 'idempotency-key': 'weighbridge-token' }
    const made = await app.inject({ method: 'POST', url, headers: { ...headers, ...key }, payload })
    const again = await app.inject({ method: 'POST', url, headers: { ...headers, ...key }, payload })
    expect(made.statusCode).toBe(201)
    expect(again.json()).toEqual(made.json())
    const { id, token } = made.json()
    await run({
      token,
      send: async (method, path, body) => {
        const answer = await app.inject({
          method: method as 'GET',
          url: `/api/v1${path}`,
          headers: { authorization: `Bearer ${token}` },
          ...(body && { payload: body }),
        })
        return { status: answer.statusCode, code: answer.json().code }
      },
      end: async () => app.inject({ method: 'DELETE', url: `${url}/${id}`, headers }),
      pass: (days) => void (passed += days),
      kept: async () =>
        JSON.stringify([await db.select().from(apiToken), await db.select().from(idempotencyKey)]),
    })
  })

test('a token acts for its owner until it is ended', () =>
  withToken(['read', 'write'], async ({ send, end, token, kept }) => {
    expect(token).toMatch(/^sim_[\w-]{43}$/)
    expect(await kept()).not.toContain(token)
    expect((await send('GET', '/me')).status).toBe(200)
    await end()
    expect(await send('GET', '/me')).toEqual({ status: 401, code: 'signed_out' })
  }))

test('a token that runs out is no good any more, not even for what is public', () =>
  withToken(['read'], async ({ send, pass }) => {
    pass(29)
    expect((await send('GET', '/listings')).status).toBe(200)
    pass(2)
    expect((await send('GET', '/listings')).status).toBe(401)
  }))

test('a token for reading writes nothing, one for writing reads nothing', async () => {
  await withToken(['read'], async ({ send }) => {
    expect((await send('DELETE', '/sessions')).code).toBe('scope_missing')
  })
  await withToken(['write'], async ({ send }) => {
    expect((await send('GET', '/me')).code).toBe('scope_missing')
  })
})

test('no token minds the account that it belongs to', () =>
  withToken(['read', 'write'], async ({ send }) => {
    const attempts: [string, string, object?][] = [
      ['POST', '/me/tokens', { name: 'Another', scopes: ['write'], days: 365 }],
      ['PUT', '/me/password', { current: 'x', password: 'a new password' }],
      ['POST', '/me/email', { email: 'a@example.org', password: 'x' }],
      ['POST', '/me/second-factor', { password: 'x' }],
      ['POST', '/me/erasure', { password: 'x' }],
      ['GET', '/me/export'],
    ]
    for (const [method, path, body] of attempts)
      expect((await send(method, path, body)).code, path).toBe('session_needed')
  }))
