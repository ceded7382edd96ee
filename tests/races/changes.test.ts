import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rows } from '../../db/open.ts'
import { balancesOf, wrongAmong } from '../../scripts/bench/races/audit.ts'
import { isClear, need, offer, openAll } from '../../scripts/bench/races/round.ts'
import type { Answer, Racer, Scene } from '../../scripts/bench/races/scene.ts'
import { raceScene } from './scene.ts'

const ROUNDS = 20
const OFFERED = 40

let scene: Scene
let supplier: Racer
let first: Racer
let second: Racer

beforeAll(async () => {
  scene = await raceScene()
  ;[supplier, first, second] = (await scene.racers(3, 'firm')) as [Racer, Racer, Racer]
})
afterAll(() => scene?.close())

const deal = (tonnes: number) => ({
  tonnes,
  period: 'year' as const,
  startsOn: '2026-10-01',
  endsOn: '2026-12-31',
})
/** The same as the API takes it. */
const terms = (tonnes: number, lastVersion: number) => ({
  ...deal(tonnes),
  pricePerTonne: 20,
  currency: 'GEL',
  vatIncluded: true,
  transportBy: 'receiver',
  quality: [],
  note: '',
  lastVersion,
})

/** An offer of `OFFERED` tonnes a year and an exchange about it with each of these takers, terms of so many tonnes on the table. */
async function setUp(takers: readonly { receiver: Racer; tonnes: number }[]) {
  const [offerId] = await scene.publish([
    { racer: supplier, publication: offer({ amount: OFFERED, period: 'year' }) },
  ])
  const needs = await scene.publish(
    takers.map(({ receiver }) => ({ racer: receiver, publication: need({ amount: 500, period: 'year' }) })),
  )
  const running = takers.map(({ receiver, tonnes }, n) => ({
    ...deal(tonnes),
    offerId: offerId!,
    needId: needs[n]!,
    supplier,
    receiver,
  }))
  const exchanges = await scene.db.transaction((tx) => openAll(tx, running))
  return { offerId: offerId!, exchanges, listings: [offerId!, ...needs] }
}

const agree = (who: Racer, exchange: number, version = 1, headers = {}) =>
  scene.ask(who, 'POST', `/exchanges/${exchange}/terms/${version}/agreement`, {}, headers)
const offerTerms = (who: Racer, exchange: number, tonnes: number, lastVersion: number) =>
  scene.ask(who, 'POST', `/exchanges/${exchange}/terms`, terms(tonnes, lastVersion))

const many = <T>(count: number, run: (n: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, n) => run(n)))

/** Two requests at once, which of them goes out first by turns; their answers in the order given. */
async function bothAtOnce(round: number, one: () => Promise<Answer>, other: () => Promise<Answer>) {
  if (round % 2) return Promise.all([one(), other()])
  const [second, first] = await Promise.all([other(), one()])
  return [first, second] as const
}

/** How many answers there are of each status and code. */
const counted = (answers: readonly Answer[]) => {
  expect(answers.filter((answer) => !isClear(answer))).toEqual([])
  const kinds = Map.groupBy(answers, ({ status, code }) => code ?? String(status))
  return Object.fromEntries([...kinds].map(([kind, found]) => [kind, found.length]))
}

async function expectSound(listings: readonly number[]) {
  expect(wrongAmong(await balancesOf(scene.db, listings))).toEqual([])
}

const stageOf = async (exchange: number) =>
  (await rows<{ stage: string }>(scene.db, sql`select stage from exchange where id = ${exchange}`))[0]!.stage
const reservedOf = async (offerId: number) =>
  (await balancesOf(scene.db, [offerId])).reduce((sum, { reserved }) => sum + reserved, 0)

test('of both sides that say yes many times at once, each counts once', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const { exchanges, listings } = await setUp([{ receiver: first, tonnes: 30 }])
    const [exchange] = exchanges as [number]
    await offerTerms(first, exchange, 25, 1)
    const answers = await many(12, (n) => agree(n % 2 ? supplier : first, exchange, 2))
    const seen = counted(answers)
    expect(answers.filter(({ body }) => body['sealed'] === true)).toHaveLength(1)
    expect(seen['200']).toBe(1)
    expect(await stageOf(exchange)).toBe('agreed')
    await expectSound(listings)
  }
})

test('one request that is sent many times at once with one key is done once and answered alike', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const { exchanges, listings, offerId } = await setUp([{ receiver: first, tonnes: 30 }])
    const [exchange] = exchanges as [number]
    const key = { 'idempotency-key': `round-${round}-of-agreeing` }
    const answers = await many(10, () => agree(first, exchange, 1, key))
    expect(counted(answers)).toEqual({ '200': 10 })
    expect(answers.map(({ body }) => body)).toEqual(answers.map(() => ({ sealed: true })))
    expect(await reservedOf(offerId)).toBe(30)
    await expectSound(listings)
  }
})

test('of counter-offers that are made at once, one is on the table and the others are told so', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const { exchanges } = await setUp([{ receiver: first, tonnes: 30 }])
    const [exchange] = exchanges as [number]
    const answers = await many(10, (n) => offerTerms(n % 2 ? supplier : first, exchange, 10 + n, 1))
    expect(counted(answers)).toEqual({ '201': 1, terms_moved_on: 9 })
  }
})

test('an amendment and an agreement that do not fit together are not both sealed', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const { offerId, exchanges, listings } = await setUp([
      { receiver: first, tonnes: 20 },
      { receiver: second, tonnes: 15 },
    ])
    const [amended, agreed] = exchanges as [number, number]
    expect((await agree(first, amended)).status).toBe(200)
    expect((await offerTerms(supplier, amended, 30, 1)).status).toBe(201)
    const answers = await bothAtOnce(
      round,
      () => agree(first, amended, 2),
      () => agree(second, agreed),
    )
    expect(counted(answers)).toEqual({ '200': 1, over_allocated: 1 })
    // The amendment alone, or what was agreed before and the other agreement.
    expect([30, 35]).toContain(await reservedOf(offerId))
    await expectSound(listings)
  }
})

test('a listing that is cut down while somebody agrees either stays as it is or is not agreed of', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const { offerId, exchanges, listings } = await setUp([{ receiver: first, tonnes: 30 }])
    const less = offer({ amount: 10, period: 'year', resourceKind: 'material' })
    const cut = () => scene.ask(supplier, 'PUT', `/listings/${offerId}`, less, { 'if-match': '"1"' })
    const [revised, agreed] = await bothAtOnce(round, cut, () => agree(first, exchanges[0]!))
    expect(counted([revised, agreed])['200']).toBe(1)
    if (revised.status === 200) expect(agreed.code).toBe('over_allocated')
    else expect(revised.code).toBe('listing_below_agreed')
    expect(await reservedOf(offerId)).toBe(agreed.status === 200 ? 30 : 0)
    await expectSound(listings)
  }
})

test('a listing that is withdrawn while somebody agrees ends in one of the two orders', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const { offerId, exchanges, listings } = await setUp([{ receiver: first, tonnes: 30 }])
    const withdraw = () => scene.ask(supplier, 'POST', `/listings/${offerId}/moves`, { move: 'withdraw' })
    const [withdrawn, agreed] = await bothAtOnce(round, withdraw, () => agree(first, exchanges[0]!))
    expect(counted([withdrawn, agreed])['200']).toBeGreaterThan(0)
    expect(withdrawn.status).toBe(200)
    if (agreed.status !== 200) expect(agreed.code).toBe('listing_closed')
    expect(await reservedOf(offerId)).toBe(agreed.status === 200 ? 30 : 0)
    await expectSound(listings)
  }
})

test('declining against agreeing: what was declined holds nothing back', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const { offerId, exchanges, listings } = await setUp([{ receiver: first, tonnes: 30 }])
    const [exchange] = exchanges as [number]
    const decline = () =>
      scene.ask(supplier, 'POST', `/exchanges/${exchange}/moves`, { act: 'decline', reason: 'price' })
    const answers = await bothAtOnce(round, decline, () => agree(first, exchange))
    expect(counted(answers)['200']).toBe(1)
    expect(await reservedOf(offerId)).toBe((await stageOf(exchange)) === 'agreed' ? 30 : 0)
    await expectSound(listings)
  }
})
