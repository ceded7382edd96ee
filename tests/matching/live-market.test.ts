import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rows, type Database, type Db } from '../../db/open.ts'
import { withdraw } from '../../server/listings/withdraw.ts'
import type { Catalogue } from '../../server/materials/catalogue.ts'
import { putLocalRow } from '../../server/materials/local/change.ts'
import { readCatalogue } from '../../server/materials/read-catalogue.ts'
import { LiveMarket } from '../../server/matching/market.ts'
import { preview } from '../../server/matching/preview.ts'
import { KEPT_TRANSACTIONS, trimChanges } from '../../server/matching/store.ts'
import { fixedClock, ownDatabase } from '../setup/database.ts'
import { qvevriLees } from '../materials/qvevri-lees.ts'
import { catalogueOf, composterNeed, distilleryNeed, pomaceOffer, publishFor } from './market-of-kakheti.ts'

const { ref: _ref, title: _title, ...draft } = pomaceOffer
let database: Database
let catalogue: Catalogue

beforeAll(async () => {
  database = await ownDatabase()
  catalogue = await catalogueOf(database.db)
})
afterAll(() => database.close())

/** Other tests keep transactions open on the same server, and a change is taken over once those that began before it have ended. */
const MOST_MS = 90_000

/** What a market that is looked at again and again finds for the offer. */
const foundBy = (live: LiveMarket) =>
  expect.poll(
    async () => {
      await live.catchUp()
      return refsIn(live)
    },
    { timeout: MOST_MS },
  )

const refsIn = async (live: LiveMarket) =>
  (await preview(database.db, live.matching, draft, 10, fixedClock)).matches.map(({ listing }) => listing.ref)

test('the market follows what is published, revised and withdrawn', async () => {
  const { db } = database
  await publishFor(db, composterNeed, catalogue)
  const live = new LiveMarket(database, catalogue, fixedClock)
  await live.load()
  expect(await refsIn(live)).toEqual(['composter'])

  const distillery = await publishFor(db, distilleryNeed, catalogue)
  await foundBy(live).toEqual(['distillery', 'composter'])

  await publishFor(db, { ...composterNeed, targets: [{ kind: 'use', id: 'kiln-fuel' }] }, catalogue)
  await withdraw(db, { id: 'test' }, { listingId: distillery }, fixedClock)
  await foundBy(live).toEqual([])
})

test('a change wakes the market by itself', async () => {
  const { db } = database
  const live = new LiveMarket(database, catalogue, fixedClock)
  await live.load()
  await live.follow()
  try {
    await publishFor(db, { ...distilleryNeed, ref: 'woken' }, catalogue)
    await expect.poll(() => refsIn(live), { timeout: MOST_MS }).toContain('woken')
  } finally {
    await live.stop()
  }
})

test('more changes at once than a statement has parameters are taken over', async () => {
  const { db } = database
  const live = new LiveMarket(database, catalogue, fixedClock)
  await live.load()
  await rows(
    db,
    sql`insert into listing_change (xid, listing_id) select pg_current_xact_id(), 1000000 + n from generate_series(1, 70000) n`,
  )
  await publishFor(db, { ...distilleryNeed, ref: 'after-many' }, catalogue)
  await foundBy(live).toContain('after-many')
})

test('what the change feed no longer holds is not missed: a market that fell behind loads anew', async () => {
  const { db } = database
  const [following, left] = [catalogue, catalogue].map((each) => new LiveMarket(database, each, fixedClock))
  await Promise.all([following!.load(), left!.load()])
  await publishFor(db, { ...distilleryNeed, ref: 'long-ago' }, catalogue)
  await foundBy(following!).toContain('long-ago')
  await db.execute(sql`insert into feed_position (reader, xid) select 'slow', min(xid) from listing_change`)
  await spendTransactions(db)
  await publishFor(db, { ...composterNeed, ref: 'just-now' }, catalogue)
  await foundBy(following!).toContain('just-now')

  const changes = async () =>
    (await rows<{ n: number }>(db, sql`select count(*)::int as n from listing_change`))[0]!.n
  const before = await changes()
  expect(await trimChanges(db)).toBe(0)
  await db.execute(sql`delete from feed_position where reader = 'slow'`)
  await expect.poll(() => trimChanges(db), { timeout: MOST_MS }).toBeGreaterThan(0)
  expect(await changes()).toBe(1)
  expect(before).toBeGreaterThan(1)

  const { market } = left!.matching
  await left!.catchUp()
  expect(await refsIn(left!)).toEqual(expect.arrayContaining(['long-ago', 'just-now']))
  expect(left!.matching.market).not.toBe(market)
  const now = left!.matching.market
  await left!.catchUp()
  expect(left!.matching.market).toBe(now)
  expect(await refsIn(following!)).toEqual(await refsIn(left!))
})

/** As many transactions as the feed reaches back, each with an id of its own. */
const spendTransactions = (db: Db) =>
  db.execute(
    sql.raw(`do $$ begin
      for n in 1..${KEPT_TRANSACTIONS} loop perform pg_current_xact_id(); commit; end loop;
    end $$`),
  )

test('a catalogue that was changed here is read anew with the market over it, and followed on', async () => {
  const { db } = database
  const live = new LiveMarket(database, catalogue, fixedClock)
  await live.load()
  const before = { ...live.matching }
  await live.renew()
  expect(live.matching.market, 'nothing was changed').toBe(before.market)

  await putLocalRow(db, { id: 'test' }, { table: 'materials', cells: qvevriLees }, fixedClock)
  const fresh = await readCatalogue(db)
  await publishFor(db, { ...distilleryNeed, ref: 'meanwhile' }, catalogue)
  expect(live.matching.catalogue).toBe(before.catalogue)
  const reading = live.renew()
  expect(await refsIn(live), 'the old one serves until then').not.toEqual([])
  await reading
  expect(live.matching.catalogue.version).toBe(fresh.version)
  for (const part of ['market', 'nodes', 'passages', 'reader'] as const)
    expect(live.matching[part]).not.toBe(before[part])
  expect(live.matching.policy).toBe(before.policy)
  const lees = { ...draft, targets: [{ kind: 'material' as const, id: qvevriLees.id }] }
  const { matches } = await preview(db, live.matching, lees, 50, fixedClock)
  expect(matches.map(({ listing }) => listing.ref)).toContain('meanwhile')

  await publishFor(db, { ...distilleryNeed, ref: 'afterwards' }, fresh)
  await foundBy(live).toContain('afterwards')
})

test('the word that the catalogue was changed reaches a market that follows', async () => {
  const { db } = database
  const live = new LiveMarket(database, await readCatalogue(db), fixedClock)
  await live.load()
  await live.follow()
  try {
    const { version } = live.matching.catalogue
    const cells = {
      ...qvevriLees,
      id: 'qvevri-rinsings',
      name_en: 'Rinsings of qvevri',
      name_ka: 'ქვევრის ნარეცხი',
      synonyms_en: '',
    }
    await putLocalRow(db, { id: 'test' }, { table: 'materials', cells }, fixedClock)
    await expect.poll(() => live.matching.catalogue.version, { timeout: MOST_MS }).not.toBe(version)
    expect(live.matching.catalogue.materials.has('qvevri-rinsings')).toBe(true)
  } finally {
    await live.stop()
  }
})
