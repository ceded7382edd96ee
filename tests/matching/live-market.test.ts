import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rows, type Database } from '../../db/open.ts'
import { withdraw } from '../../server/listings/withdraw.ts'
import type { Catalogue } from '../../server/materials/catalogue.ts'
import { LiveMarket } from '../../server/matching/market.ts'
import { preview } from '../../server/matching/preview.ts'
import { fixedClock, ownDatabase } from '../setup/database.ts'
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
