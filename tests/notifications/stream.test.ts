import type { FastifyInstance } from 'fastify'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { open, rows, type Database } from '../../db/open.ts'
import { later } from '../../server/accounts/parts.ts'
import { tell } from '../../server/journal/tell.ts'
import { dispatchOutbox } from '../../server/notifications/dispatch.ts'
import { MOST_STREAMS } from '../../server/notifications/stream/hub.ts'
import { Worker } from '../../server/worker.ts'
import { testApp } from '../setup/api.ts'
import { fixedClock, ownAddress } from '../setup/database.ts'
import { makeOrganisation, makePerson, signInAs, type Person } from '../setup/people.ts'
import { Window } from './event-stream.ts'

/** Two servers on one database; embedded there can be one connection only, which they share. */
let databases: [Database, Database]
let apps: [FastifyInstance, FastifyInstance]
let workers: Worker[]
let organisationId: number
let listener: Person
let now = fixedClock()
const clock = () => now
const failures: unknown[] = []

beforeAll(async () => {
  const address = await ownAddress()
  const first = await open(address)
  databases = [first, first.kind === 'server' ? await open(address) : first]
  apps = [await start(databases[0]), await start(databases[1])]
  workers = databases.map(
    (database) =>
      new Worker(
        database,
        { channel: 'outbox', everyMs: 60_000, run: () => dispatchOutbox(database.db, clock) },
        (error) => failures.push(error),
      ),
  )
  for (const worker of workers) await worker.start()
})

async function start(database: Database): Promise<FastifyInstance> {
  const app = await testApp(database, { clock, env: { RATE_LIMIT: '0' } })
  await app.listen({ host: '127.0.0.1', port: 0 })
  return app
}

beforeEach(async () => {
  now = fixedClock()
  organisationId = await makeOrganisation(databases[0].db)
  const memberships = [{ organisationId, role: 'owner' as const }]
  listener = await makePerson(apps[0], databases[0].db, { memberships })
})

afterAll(async () => {
  for (const worker of workers) await worker.stop()
  await Promise.all(apps.map((app) => app.close()))
  for (const database of new Set(databases)) await database.close()
  expect(failures).toEqual([])
})

/** Tells the listener's organisation something that carries a number, through one of the two databases. */
const happen = (n: number, database = databases[0]) =>
  database.db.transaction((tx) =>
    tell(tx, { id: 'test' }, clock, [
      {
        kind: 'organisation_verified',
        subjectKind: 'organisation',
        subjectId: organisationId,
        organisations: [organisationId],
        params: { n },
      },
    ]),
  )

async function listen(app: FastifyInstance, person = listener, after?: string): Promise<Window> {
  const window = await Window.open(app, person, after)
  if (typeof window === 'number') throw new Error(`refused with ${window}`)
  expect((await window.next()).event).toBe('ready')
  return window
}

test('what happens in one process reaches the windows of every process, once and in order', async () => {
  const windows = [await listen(apps[0]), await listen(apps[1])]
  for (let n = 0; n < 10; n++) await happen(n, databases[n % 2])
  for (const window of windows) {
    const seen = []
    for (let n = 0; n < 10; n++) seen.push(await window.nextSubject())
    expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    await window.close()
  }
  const [count] = await rows<{ n: number }>(
    databases[0].db,
    sql`select count(*)::int as n from notification where account_id = ${listener.accountId}`,
  )
  expect(count!.n).toBe(10)
})

test('a window that comes back hears what it missed, from whichever process serves it then', async () => {
  const first = await listen(apps[0])
  await happen(1)
  expect(await first.nextSubject()).toBe(1)
  await first.close()
  await happen(2)
  await happen(3)
  const second = await listen(apps[1], listener, first.lastId!)
  expect([await second.nextSubject(), await second.nextSubject()]).toEqual([2, 3])
  await happen(4)
  expect(await second.nextSubject()).toBe(4)
  await second.close()
})

test('nothing is lost or told twice however often the line breaks while much happens', async () => {
  const total = 60
  const telling = (async () => {
    for (let n = 0; n < total; n++) await happen(n, databases[n % 2])
  })()
  const seen: unknown[] = []
  let place: string | undefined = '0'
  for (let turn = 0; seen.length < total; turn++) {
    const window = await listen(apps[turn % 2]!, listener, place)
    for (let taken = 0; taken < 7 && seen.length < total; taken++) seen.push(await window.nextSubject())
    // The browser goes on after the last one that it has seen, not after the last one that was sent.
    place = await lastSeen(seen.length)
    await window.close()
  }
  await telling
  expect(seen).toEqual(Array.from({ length: total }, (_, n) => n))
})

async function lastSeen(count: number): Promise<string> {
  const [found] = await rows<{ id: string }>(
    databases[0].db,
    sql`select id::text as id from notification where account_id = ${listener.accountId}
        order by id offset ${count - 1} limit 1`,
  )
  return found!.id
}

test('the number of unread ones follows what is read in another window', async () => {
  const window = await listen(apps[1])
  await happen(1)
  await window.nextSubject()
  expect(await window.next()).toMatchObject({ event: 'unread', data: { unread: 1 }, id: null })
  const answer = await apps[0].inject({
    method: 'POST',
    url: '/api/v1/notifications/read-all',
    headers: listener.headers,
    payload: { upTo: Number(window.lastId) },
  })
  expect(answer.json()).toEqual({ unread: 0 })
  expect(await window.next()).toMatchObject({ event: 'unread', data: { unread: 0 } })
  await window.close()
})

test('a stream ends with the sign-in it belongs to, also when that ends in another process', async () => {
  const window = await listen(apps[0])
  const kept = await listen(apps[0], {
    ...listener,
    headers: await signInAs(apps[0], databases[0].db, listener.accountId),
  })
  const answer = await apps[1].inject({ method: 'DELETE', url: '/api/v1/session', headers: listener.headers })
  expect(answer.statusCode).toBeLessThan(300)
  await window.ended
  expect(await Window.open(apps[0], listener)).toBe(401)
  await happen(1)
  expect(await kept.nextSubject()).toBe(1)
  await kept.close()
})

test('a sign-in that has run out hears nothing more', async () => {
  const window = await listen(apps[0])
  now = new Date(later(fixedClock, 400 * 24 * 3_600_000))
  await happen(1)
  await window.ended
  expect(window.events.filter(({ event }) => event === 'notification')).toEqual([])
})

test('one person has a bounded number of windows', async () => {
  const windows: Window[] = []
  for (let n = 0; n < MOST_STREAMS.ofAccount; n++) windows.push(await listen(apps[0]))
  expect(await Window.open(apps[0], listener)).toBe(429)
  await windows.pop()!.close()
  await expect.poll(async () => typeof (await reopened(windows)), { timeout: 30_000 }).toBe('object')
  for (const window of windows) await window.close()
})

/** Closing a window reaches the server a moment later. */
async function reopened(windows: Window[]): Promise<Window | number> {
  const window = await Window.open(apps[0], listener)
  if (typeof window !== 'number') windows.push(window)
  return window
}

test('nobody without a sign-in listens, and a place that makes no sense is none', async () => {
  const url = '/api/v1/notifications/stream'
  expect((await apps[0].inject({ url })).statusCode).toBe(401)
  const window = await listen(apps[0], listener, 'yesterday')
  await window.close()
})

test('a server that stops ends its streams at once', async () => {
  const app = await start(databases[0])
  const window = await listen(app)
  await app.close()
  await window.ended
})
