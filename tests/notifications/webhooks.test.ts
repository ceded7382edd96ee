import type { FastifyInstance } from 'fastify'
import { sql } from 'drizzle-orm'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rows, type Db } from '../../db/open.ts'
import { tell, type Telling } from '../../server/journal/tell.ts'
import { dispatchOutbox } from '../../server/notifications/dispatch.ts'
import { deliverDue, WAITS_MS } from '../../server/notifications/webhooks/deliver.ts'
import { newPost } from '../../server/notifications/webhooks/send.ts'
import { keyFor } from '../../server/secret.ts'
import { TEST_SECRET, testApp } from '../setup/api.ts'
import { fixedClock, inTransaction } from '../setup/database.ts'
import { makePeople, type Person } from '../setup/people.ts'
import { newReceiver, type Received } from './receiver.ts'

const LOOPBACK = ['127.0.0.0/8']
const sending = { key: keyFor(TEST_SECRET, 'webhooks'), post: newPost(LOOPBACK) }
let receiver: Awaited<ReturnType<typeof newReceiver>>

beforeAll(async () => void (receiver = await newReceiver()))
afterAll(() => receiver.close())

const withWebhook = (
  work: (scene: {
    app: FastifyInstance
    db: Db
    owner: Person
    webhook: { id: number; secret: string }
    ask: (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path?: string, payload?: object) => Promise<Answer>
    happen: () => Promise<void>
    organisationId: number
  }) => Promise<void>,
) =>
  inTransaction(async (db, database) => {
    receiver.received.length = 0
    receiver.answer(200)
    const app = await testApp(database, { env: { WEBHOOK_NETWORKS: LOOPBACK.join(',') } })
    const { organisationId, owner } = await makePeople(app, db)
    const base = `/api/v1/organisations/${organisationId}/webhooks`
    const ask = async (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path = '', payload?: object) => {
      const answer = await app.inject({
        method,
        url: base + path,
        headers: owner.headers,
        ...(payload && { payload }),
      })
      return { status: answer.statusCode, body: answer.json() }
    }
    const kinds = ['organisation_verified', 'webhook_disabled']
    const { body: webhook } = await ask('POST', '', { url: receiver.url, kinds })
    const telling: Telling = {
      kind: 'organisation_verified',
      subjectKind: 'organisation',
      subjectId: organisationId,
      organisations: [organisationId],
    }
    const happen = async () => {
      await tell(db, { id: 'test' }, fixedClock, [telling])
      await dispatchOutbox(db, fixedClock)
    }
    await work({ app, db, owner, webhook, ask, happen, organisationId })
    await app.close()
  })

interface Answer {
  status: number
  body: ReturnType<typeof JSON.parse>
}

/** What a receiver does with the library of its language; the clock of the tests is not that of the machine. */
function verified(secret: string, { body, headers }: Received): unknown {
  const at = new Date(Number(headers['webhook-timestamp']) * 1000)
  expect(at).toEqual(fixedClock())
  const signatures = String(headers['webhook-signature']).split(' ')
  return signatures.includes(new Webhook(secret).sign(String(headers['webhook-id']), at, body))
}

test('what happens arrives signed, once, with nothing but ids and codes', () =>
  withWebhook(async ({ db, webhook, ask, happen, organisationId }) => {
    expect(webhook.secret).toMatch(/^whsec_[\w+/]{43}=$/)
    await happen()
    expect(await deliverDue(db, sending, fixedClock)).toBe(1)
    expect(await deliverDue(db, sending, fixedClock)).toBe(0)
    const [got] = receiver.received
    expect(JSON.parse(got!.body)).toEqual({
      type: 'organisation_verified',
      timestamp: fixedClock().toISOString(),
      data: {
        organisation: organisationId,
        subject: { kind: 'organisation', id: organisationId },
        params: {},
      },
    })
    expect(verified(webhook.secret, got!)).toBe(true)
    expect(verified(`whsec_${Buffer.alloc(32).toString('base64')}`, got!)).toBe(false)
    const { body: log } = await ask('GET', `/${webhook.id}/deliveries`)
    expect(log.deliveries).toMatchObject([
      { kind: 'organisation_verified', state: 'delivered', attempts: 1, lastStatus: 200, lastError: null },
    ])
    const { body: list } = await ask('GET')
    expect(JSON.stringify(list)).not.toContain('whsec_')
    expect(list.webhooks).toMatchObject([{ id: webhook.id, url: receiver.url, waiting: 0 }])
    const [kept] = await rows<{ secret: string }>(
      db,
      sql`select secret from webhook where id = ${webhook.id}`,
    )
    expect(kept!.secret).not.toContain(webhook.secret.slice(6))
  }))

test('what fails is tried again, later each time, under the same id', () =>
  withWebhook(async ({ db, webhook, ask, happen }) => {
    receiver.answer(500, 302, 200)
    await happen()
    let passed = 0
    const clock = () => new Date(fixedClock().getTime() + passed)
    expect(await deliverDue(db, sending, clock)).toBe(0)
    passed = WAITS_MS[0] - 1
    expect(await deliverDue(db, sending, clock)).toBe(0)
    expect(receiver.received).toHaveLength(1)
    passed = WAITS_MS[0]
    // A redirection is not followed.
    expect(await deliverDue(db, sending, clock)).toBe(0)
    const { body: log } = await ask('GET', `/${webhook.id}/deliveries`)
    expect(log.deliveries[0]).toMatchObject({
      state: 'waiting',
      attempts: 2,
      lastStatus: 302,
      lastError: 'HTTP 302',
    })
    passed += WAITS_MS[1]
    expect(await deliverDue(db, sending, clock)).toBe(1)
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    const { id } = log.deliveries[0]
    expect((await ask('POST', `/${webhook.id}/deliveries/${id}/retry`)).status).toBe(202)
    expect(await deliverDue(db, sending, clock)).toBe(1)
    expect(receiver.received).toHaveLength(4)
  }))

test('a receiver that fails for days is switched off, and its owners hear of it', () =>
  withWebhook(async ({ app, db, owner, webhook, ask, happen }) => {
    receiver.answer(503)
    await happen()
    let passed = 0
    const clock = () => new Date(fixedClock().getTime() + passed)
    for (const wait of [0, ...WAITS_MS]) {
      passed += wait
      await deliverDue(db, sending, clock)
    }
    expect(receiver.received).toHaveLength(1 + WAITS_MS.length)
    const { body: list } = await ask('GET')
    expect(list.webhooks[0]).toMatchObject({ disabledReason: 'failing', waiting: 0 })
    await dispatchOutbox(db, clock)
    const told = (await app.inject({ url: '/api/v1/notifications', headers: owner.headers })).json()
    expect(told.notifications[0]).toMatchObject({
      kind: 'webhook_disabled',
      subject: { title: receiver.url },
    })
    expect((await ask('POST', `/${webhook.id}/tests`)).status).toBe(409)
    expect((await ask('PATCH', `/${webhook.id}`, { enabled: true })).status).toBe(200)
    receiver.answer(410)
    expect((await ask('POST', `/${webhook.id}/tests`)).status).toBe(202)
    await deliverDue(db, sending, clock)
    expect((await ask('GET')).body.webhooks[0].disabledReason).toBe('gone')
    const lines = await rows<{ action: string }>(
      db,
      sql`select action from journal where action like 'webhook%' order by id`,
    )
    expect(lines.map(({ action }) => action)).toEqual([
      'webhook_added',
      'webhook_disabled',
      'webhook_changed',
      'webhook_tested',
      'webhook_disabled',
    ])
  }))

test('a new secret signs beside the one before for a day', () =>
  withWebhook(async ({ db, webhook, ask }) => {
    const { body: made } = await ask('POST', `/${webhook.id}/secrets`)
    expect(made.secret).not.toBe(webhook.secret)
    await ask('POST', `/${webhook.id}/tests`)
    await deliverDue(db, sending, fixedClock)
    for (const secret of [webhook.secret, made.secret])
      expect(verified(secret, receiver.received[0]!)).toBe(true)
    await ask('POST', `/${webhook.id}/tests`)
    await rows(db, sql`update webhook set previous_until = previous_until - interval '25 hours'`)
    await deliverDue(db, sending, fixedClock)
    expect(verified(webhook.secret, receiver.received[1]!)).toBe(false)
    expect(verified(made.secret, receiver.received[1]!)).toBe(true)
  }))

test('webhooks never reach into the network that the server stands in', () =>
  inTransaction(async (db, database) => {
    const app = await testApp(database)
    const { organisationId, owner } = await makePeople(app, db)
    const add = async (url: string) => {
      const answer = await app.inject({
        method: 'POST',
        url: `/api/v1/organisations/${organisationId}/webhooks`,
        headers: owner.headers,
        payload: { url, kinds: ['message_sent'] },
      })
      return answer.statusCode
    }
    for (const url of [
      'http://receiver.example.org/',
      'https://user:word@receiver.example.org/',
      'https://localhost/',
      'https://database.internal/',
      'https://intranet/',
    ])
      expect(await add(url), url).toBe(422)
    for (const url of ['ftp://receiver.example.org/', 'javascript:alert(1)', 'not an address'])
      expect(await add(url), url).toBe(400)
    expect(await add('https://receiver.example.org/')).toBe(201)
    await app.close()
    // What a name leads to is judged when something is sent; these lead here whatever a name server says.
    const post = newPost([])
    receiver.received.length = 0
    for (const host of [
      '127.0.0.1',
      'localhost',
      '[::1]',
      '[::ffff:127.0.0.1]',
      '2130706433',
      '0x7f.1',
      '0.0.0.0',
      '169.254.169.254',
      '10.0.0.1',
      '192.168.1.1',
      '[fd00::1]',
    ]) {
      const attempt = await post(`http://${host}:${receiver.port}/`, '{}', {})
      expect(attempt, host).toEqual({ status: null, error: 'address_private' })
    }
    expect(receiver.received).toEqual([])
    expect(await newPost(LOOPBACK)(receiver.url, '{}', {})).toEqual({ status: 200, error: null })
  }))

test('a repeated request adds one webhook and shows its secret again', () =>
  withWebhook(async ({ app, ask, organisationId, owner }) => {
    const again = () =>
      app.inject({
        method: 'POST',
        url: `/api/v1/organisations/${organisationId}/webhooks`,
        headers: { ...owner.headers, 'idempotency-key': 'once-and-for-all' },
        payload: { url: receiver.url, kinds: ['message_sent'] },
      })
    const [one, two] = [await again(), await again()]
    expect(two.json()).toEqual(one.json())
    expect((await ask('GET')).body.webhooks).toHaveLength(2)
  }))
