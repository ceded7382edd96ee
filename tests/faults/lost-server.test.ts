import { setTimeout as pause } from 'node:timers/promises'
import { inArray, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { open, rows, type Database } from '../../db/open.ts'
import { listing } from '../../db/schema/index.ts'
import { isUnavailable } from '../../db/violations.ts'
import type { Publication } from '../../server/listings/schema.ts'
import { readCatalogue, type Catalogue } from '../../server/materials/catalogue.ts'
import { rank } from '../../server/matching/engine/rank.ts'
import { LiveMarket, todayNumber } from '../../server/matching/market.ts'
import { factsOfDraft } from '../../server/matching/preview.ts'
import { readHorizon } from '../../server/matching/store.ts'
import { fixedClock } from '../setup/database.ts'
import { Cluster, type Stop } from './cluster.ts'
import { Load } from './load.ts'
import { TEMPLATE } from './prepare.ts'
import type { Program } from './program.ts'
import { needOf, offerOf, publishAlone } from './publishing.ts'
import { partnersOf, serve } from './serving.ts'

const AWAY_MS = 1200
const UNAVAILABLE = '503 problem database_unavailable'
const STOPS: Stop[] = ['fast', 'immediate', ...Array.from({ length: 10 }, () => 'killed' as const)]

let cluster: Cluster
let database: Database
let catalogue: Catalogue
let server: Program
let address: string

beforeAll(async () => {
  cluster = await Cluster.at(inject('clusterFolder'))
  await cluster.start()
  const url = await cluster.database('lost_server', TEMPLATE)
  database = await open(url, { connections: 4 })
  catalogue = await readCatalogue(database.db)
  ;({ server, address } = await serve({ DATABASE_URL: url }))
})
afterAll(async () => {
  await server?.kill()
  await database?.close()
  await cluster?.stop()
})

test('a server that goes away under load and comes back kills no process and loses nothing', async () => {
  const live = new LiveMarket(database, catalogue, fixedClock)
  await live.load()
  await live.follow()
  const acknowledged: number[] = []
  const writing = new AbortController()
  const writers = [1, 2].map((writer) => write(writer))
  const load = new Load(address)
  await expect.poll(() => acknowledged.length).toBeGreaterThan(3)

  for (const [round, how] of STOPS.entries()) {
    await pause(300)
    await expect.poll(() => load.count('200')).toBeGreaterThan(0)
    expect(Object.keys(load.take())).toEqual(['200'])
    const before = acknowledged.length
    await cluster.stop(how)
    await pause(AWAY_MS)
    await expect.poll(() => load.count(UNAVAILABLE)).toBeGreaterThan(0)
    const away = load.take()
    expect(Object.keys(away).filter((answer) => answer !== '200')).toEqual([UNAVAILABLE])
    await cluster.start()
    const back = await comesBack(`back-${round}`)
    const meanwhile = load.take()
    expect(Object.keys(meanwhile).filter((answer) => ![UNAVAILABLE, '200'].includes(answer))).toEqual([])
    await expect.poll(() => acknowledged.length).toBeGreaterThan(before)
    await pause(100)
    await load.drained()
    load.take()
    expect(server.isRunning).toBe(true)
    process.stdout.write(
      `${how}: ${away[UNAVAILABLE]} answers 503 while away, answers 200 again after ${back} ms\n`,
    )
  }

  await load.stop()
  writing.abort()
  await Promise.all(writers)
  expect(Object.keys(load.take()).filter((answer) => answer !== '200')).toEqual([])
  expect(server.said).not.toMatch(/Error:|at .*\.js:/)
  const found = await database.db
    .select({ id: listing.id })
    .from(listing)
    .where(inArray(listing.id, acknowledged))
  expect(found).toHaveLength(acknowledged.length)
  await expectSameMarket(live)
  await live.stop()
  process.stdout.write(`${STOPS.length} stops, ${acknowledged.length} acknowledged, 0 lost\n`)

  async function write(writer: number): Promise<void> {
    for (let n = 0; !writing.signal.aborted; n++)
      acknowledged.push(await untilPublished(offerOf(`${writer}-${n}`)))
  }
})

test('a crash that gives transaction ids out again hides nothing', async () => {
  // Whatever another process wrote would leave a trace of all ids before it.
  await server.kill()
  const live = new LiveMarket(database, catalogue, fixedClock)
  await live.load()
  await live.follow()
  let hidden = 0
  for (let round = 0; hidden < 3 && round < 30; round++) {
    // Ids that leave no trace on the disk before the server is killed.
    for (let n = 0; n < 20; n++) await rows(database.db, sql`select pg_current_xact_id()`)
    await live.catchUp()
    const horizon = BigInt(await readHorizon(database.db))
    await cluster.stop('killed')
    await cluster.start()
    const id = await untilPublished(offerOf(`again-${round}`))
    const [change] = await rows<{ xid: string }>(
      database.db,
      sql`select xid::text as xid from listing_change where listing_id = ${id}`,
    )
    if (BigInt(change!.xid) < horizon) hidden++
    await expect.poll(() => allOffers(live)).toContain(id)
  }
  expect(hidden).toBe(3)
  await live.stop()
})

async function untilPublished(publication: Publication): Promise<number> {
  for (;;)
    try {
      return await publishAlone(database.db, publication, catalogue)
    } catch (error) {
      expect(isUnavailable(error), String(error)).toBe(true)
      await pause(50)
    }
}

/** How long until the API answers again, and finds what was published after the loss. */
async function comesBack(ref: string): Promise<number> {
  const from = performance.now()
  await expect.poll(async () => (await fetch(`${address}/health/ready`)).status, { interval: 20 }).toBe(200)
  const took = Math.round(performance.now() - from)
  await publishAlone(database.db, needOf(ref), catalogue)
  await expect.poll(() => partnersOf(address, offerOf('asked'))).toContain(ref)
  return took
}

/** A market that followed through all losses holds what a market that is loaded now holds. */
async function expectSameMarket(live: LiveMarket): Promise<void> {
  const fresh = new LiveMarket(database, catalogue, fixedClock)
  await fresh.load()
  // Not at once: what lies above the oldest transaction still open, here the proposals of the served process, is read when that ends.
  const followed = async () => {
    await live.catchUp()
    return allOffers(live)
  }
  await expect.poll(followed).toEqual(allOffers(fresh))
}

function allOffers({ matching }: LiveMarket): number[] {
  const { ref: _ref, title: _title, ...draft } = needOf('asked')
  const question = { k: 1_000_000, viewer: 0, today: todayNumber(fixedClock) }
  return rank(matching.market, factsOfDraft(matching, draft), question).map(({ listing }) => listing)
}
