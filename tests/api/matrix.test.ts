import type { FastifyInstance, RouteOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Db } from '../../db/open.ts'
import { testApp } from '../setup/api.ts'
import { inTransaction } from '../setup/database.ts'
import { giveConsent, makePeople, type People } from '../setup/people.ts'
import { ADMINISTRATION_ROWS } from './matrix/administration.ts'
import { ACCOUNT_ROWS } from './matrix/accounts.ts'
import { MEMBER_ROWS } from './matrix/members.ts'
import { OWN_ACCOUNT_ROWS } from './matrix/own-account.ts'
import { DESK_ROWS } from './matrix/desk.ts'
import { FILE_ROWS } from './matrix/files.ts'
import { LISTING_ROWS } from './matrix/listings.ts'
import { ORGANISATION_ROWS } from './matrix/organisations.ts'
import { EXCHANGE_ROWS, PROPOSAL_ROWS } from './matrix/exchanges.ts'
import { NOTIFICATION_ROWS } from './matrix/notifications.ts'
import { SHIPMENT_ROWS } from './matrix/shipments.ts'
import { READING_ROWS } from './matrix/reading.ts'
import { rowCounts } from './matrix/row-count.ts'
import { CALLERS, type Asked, type Caller, type MatrixRow } from './matrix/rows.ts'

/** Every domain brings its own table. */
const ROWS: readonly MatrixRow[] = [
  ...READING_ROWS,
  ...ACCOUNT_ROWS,
  ...ADMINISTRATION_ROWS,
  ...OWN_ACCOUNT_ROWS,
  ...MEMBER_ROWS,
  ...ORGANISATION_ROWS,
  ...LISTING_ROWS,
  ...FILE_ROWS,
  ...PROPOSAL_ROWS,
  ...EXCHANGE_ROWS,
  ...DESK_ROWS,
  ...SHIPMENT_ROWS,
  ...NOTIFICATION_ROWS,
]

const routes: RouteOptions[] = []
const finished = Promise.withResolvers<void>()
let app: FastifyInstance
let people: People
/** What the app takes for its database: the transaction of the request under way. */
let current: Db
let ended: Promise<void>

beforeAll(async () => {
  const started = Promise.withResolvers<void>()
  ended = inTransaction(async (db, shared) => {
    current = db
    const following = new Proxy(db, {
      get: (_, name) => {
        const found: unknown = Reflect.get(current, name)
        return typeof found === 'function' ? found.bind(current) : found
      },
    })
    app = await testApp(
      { ...shared, db: following },
      // Every caller asks for every route, more often in a minute than anybody is allowed to.
      { env: { RATE_LIMIT: '0' }, onRoute: (route) => void routes.push({ ...route }) },
    )
    await app.ready()
    people = await makePeople(app, db)
    await giveConsent(db, people.organisationId)
    started.resolve()
    await finished.promise
  })
  ended.catch(started.reject)
  await started.promise
})

afterAll(async () => {
  finished.resolve()
  await ended
  await app.close()
})

const isOurs = ({ url }: RouteOptions) => url.startsWith('/api/v1/')
/** HEAD comes with every GET and passes the same gate. */
const namesOf = ({ method, url }: RouteOptions) =>
  [method].flat().flatMap((verb) => (verb === 'HEAD' ? [] : `${verb} ${url}`))

describe('every route', () => {
  test('has one entry in the matrix', () => {
    const found = routes.filter(isOurs).flatMap(namesOf)
    const listed = ROWS.map(({ route }) => route)
    const told = ROWS.map(({ route, variant = '' }) => `${route} ${variant}`)
    expect(found.length).toBeGreaterThan(15)
    expect({
      missing: found.filter((route) => !listed.includes(route)),
      gone: listed.filter((route) => !found.includes(route)),
      twice: told.filter((row, index) => told.indexOf(row) !== index),
    }).toEqual({ missing: [], gone: [], twice: [] })
  })

  test('that posts says whether it creates something', () => {
    const posting = routes.filter((route) => isOurs(route) && [route.method].flat().includes('POST'))
    expect(posting.filter(({ config }) => config?.creates === undefined).map(({ url }) => url)).toEqual([])
  })
})

test.each(ROWS.map((row) => ({ variant: '', ...row })))(
  '$route $variant',
  async ({ route, request, expect: expected }) => {
    const got: Partial<Record<Caller, number>> = {}
    for (const caller of CALLERS) got[caller] = await statusFor(caller, route, request)
    const wanted = CALLERS.map((caller) => [caller, expected[caller] ?? expected.others])
    expect(got).toEqual(Object.fromEntries(wanted))
  },
)

test('what creates something creates it once, however often it is sent with one key', async () => {
  const creating = routes.filter((route) => isOurs(route) && route.config?.creates).flatMap(namesOf)
  expect(creating.length).toBeGreaterThan(10)
  const tried = new Set<string>()
  for (const row of ROWS.filter(({ route }) => creating.includes(route))) {
    const caller = CALLERS.find((one) => isDone(row.expect[one] ?? row.expect.others))
    if (!caller) continue
    tried.add(row.route)
    await undone(async (tx) => {
      const asked = (await row.request?.({ app, db: tx, people })) ?? {}
      const headers = { ...headersOf(caller), 'idempotency-key': 'sent-more-than-once' }
      const first = await ask(row.route, asked, headers)
      const made = await rowCounts(tx)
      const again = await ask(row.route, asked, headers)
      expect([first.statusCode, again.statusCode], row.route).toSatisfy((statuses: number[]) =>
        statuses.every(isDone),
      )
      expect(again.body, row.route).toBe(first.body)
      expect(await rowCounts(tx), row.route).toEqual(made)
    })
  }
  expect(creating.filter((route) => !tried.has(route))).toEqual([])
})

const isDone = (status: number) => status >= 200 && status < 300

class Undone extends Error {}

/** Asks as somebody, and undoes whatever came of it. */
async function statusFor(caller: Caller, route: string, request: MatrixRow['request']): Promise<number> {
  let status = 0
  await undone(async (tx) => {
    const asked = (await request?.({ app, db: tx, people })) ?? {}
    status = (await ask(route, asked, headersOf(caller))).statusCode
  })
  return status
}

/** Does something in a transaction that the app takes for its database, and undoes it. */
async function undone(work: (tx: Db) => Promise<void>): Promise<void> {
  const outer = current
  try {
    await outer.transaction(async (tx) => {
      current = tx
      await work(tx)
      throw new Undone()
    })
  } catch (error) {
    if (!(error instanceof Undone)) throw error
  } finally {
    current = outer
  }
}

async function ask(route: string, asked: Asked, headers: Record<string, string>) {
  const [method = '', path = ''] = route.split(' ')
  const { params = {}, query = {}, body, headers: more } = asked
  const url = path.replace(/:(\w+)/g, (_, name: string) => {
    if (!(name in params)) throw new Error(`${route} needs ${name}`)
    return encodeURIComponent(params[name]!)
  })
  return app.inject({
    method: method as 'GET',
    url,
    query,
    headers: { ...headers, ...more },
    ...(body && { payload: body }),
  })
}

function headersOf(caller: Caller): Record<string, string> {
  if (caller === 'anonymous') return {}
  if (caller !== 'acting') return people[caller].headers
  return { ...people.facilitator.headers, 'on-behalf-of': String(people.organisationId) }
}
