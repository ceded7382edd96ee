import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { rows, type Db } from '../../db/open.ts'
import { changedWith } from '../../server/changed.ts'
import { fillDemoExchanges } from '../../server/demo/exchanges.ts'
import { fillDemo, fillDemoOnFirstStart } from '../../server/demo/fill.ts'
import { DEMO_DEALS } from '../../server/demo/deals.ts'
import { fillDemoPeople } from '../../server/demo/people.ts'
import { readRegion } from '../../server/demo/region.ts'
import { removeDemo } from '../../server/demo/remove.ts'
import { fillDemoShipments } from '../../server/demo/shipments.ts'
import { impactOfAll } from '../../server/impact/totals.ts'
import { dayOf, LiveMarket, newMatching } from '../../server/matching/market.ts'
import { preview } from '../../server/matching/preview.ts'
import { database, fixedClock, inTransaction } from '../setup/database.ts'
import { catalogueOf, composterNeed, pomaceOffer, publishFor } from '../matching/market-of-kakheti.ts'

const catalogue = async () => catalogueOf((await database()).db)
const tools = async () => ({ catalogue: await catalogue(), changed: async () => {} })

test('the region has about 80 organisations in Kakheti, Adjara and around, and every name says that it is invented', async () => {
  const { organisations, listings } = readRegion(await catalogue())
  expect(organisations.length).toBeGreaterThanOrEqual(75)
  expect(organisations.length).toBeLessThanOrEqual(90)
  expect(organisations.filter(({ name }) => !/\((დემო|demo)\)$/.test(name))).toEqual([])
  expect(organisations.every(({ demonstration }) => demonstration === true)).toBe(true)
  const places = listings.map(({ publication }) => publication.place.municipality)
  for (const municipality of ['telavi', 'kvareli', 'gurjaani', 'batumi', 'kobuleti'])
    expect(places).toContain(municipality)
  const [offers, needs] = (['offer', 'need'] as const).map(
    (kind) => listings.filter(({ publication }) => publication.kind === kind).length,
  )
  expect(offers).toBeGreaterThan(60)
  expect(needs).toBeGreaterThan(40)
})

test('it is filled by publishing like anybody else: marked, in the journal, in the change feed, and once', () =>
  inTransaction(async (db) => {
    const filled = await fillDemo(db, fixedClock, await tools())
    expect(filled.changed).toBe(filled.listings)
    const [found] = await rows<Record<string, number>>(
      db,
      sql`select (select count(*)::int from organisation where demonstration) as organisations,
            (select count(*)::int from listing where demonstration and status = 'published') as listings,
            (select count(*)::int from journal where action = 'listing_published') as lines,
            (select count(distinct listing_id)::int from listing_change) as changes`,
    )
    const { organisations, listings } = filled
    expect(found).toEqual({ organisations, listings, lines: listings, changes: listings })
    expect(await fillDemo(db, fixedClock, await tools())).toEqual({ ...filled, changed: 0 })
  }))

test('its listings are proposed to each other as they are published, each firm hears of it once', () =>
  inTransaction(async (db) => {
    const changed = changedWith(newMatching(await catalogue(), dayOf(fixedClock)), fixedClock)
    await fillDemo(db, fixedClock, { catalogue: await catalogue(), changed })
    const [found] = await rows<Record<string, number>>(
      db,
      sql`select (select count(*)::int from proposal) as proposals,
            (select count(*)::int from outbox_event where kind = 'proposal_found') as told,
            (select count(distinct l.organisation_id)::int from proposal p
              join listing l on l.id in (p.offer_id, p.need_id)) as organisations`,
    )
    expect(found!['proposals']).toBeGreaterThan(500)
    expect(found!['told']).toBe(found!['organisations'])
    const otherKinds = await rows(
      db,
      sql`select resource_kind as kind, count(*)::int as listings,
            count(*) filter (where exists (select from proposal p where l.id in (p.offer_id, p.need_id)))::int as paired,
            array_agg(distinct text_language order by text_language) as languages
          from listing l where resource_kind <> 'material' group by resource_kind order by resource_kind`,
    )
    expect(otherKinds).toEqual([
      { kind: 'capacity', listings: 6, paired: 6, languages: ['en', 'ka'] },
      { kind: 'energy', listings: 2, paired: 2, languages: ['ka'] },
      { kind: 'expertise', listings: 4, paired: 4, languages: ['en', 'ka'] },
      { kind: 'logistics', listings: 4, paired: 4, languages: ['en', 'ka'] },
      { kind: 'water', listings: 5, paired: 5, languages: ['en', 'ka'] },
    ])
  }))

test('a newcomer finds partners for grape pomace in it', () =>
  inTransaction(async (db, shared) => {
    await fillDemo(db, fixedClock, await tools())
    const live = new LiveMarket(shared, await catalogue(), fixedClock)
    await live.load()
    const { ref: _ref, title: _title, ...draft } = pomaceOffer
    const { matches } = await preview(db, live.matching, draft, 10, fixedClock)
    expect(matches.length).toBeGreaterThan(3)
    expect(matches.every(({ listing }) => listing.demonstration)).toBe(true)
  }))

test('removing takes out everything of it and nothing else', () =>
  inTransaction(async (db) => {
    await publishFor(db, pomaceOffer, await catalogue())
    const before = await contents(db)
    const filled = await fillDemo(db, fixedClock, await tools())
    expect(await contents(db)).not.toEqual(before)
    const { organisations, listings } = filled
    expect(await removeDemo(db, fixedClock)).toEqual({ organisations, listings })
    expect(await contents(db)).toEqual(before)
    expect(await removeDemo(db, fixedClock)).toEqual({ organisations: 0, listings: 0 })
  }))

test('a removal reaches the markets of running processes', () =>
  inTransaction(async (db) => {
    await fillDemo(db, fixedClock, await tools())
    await rows(db, sql`delete from listing_change`)
    const { listings } = await removeDemo(db, fixedClock)
    const [changes] = await rows<{ count: number }>(
      db,
      sql`select count(distinct listing_id)::int as count from listing_change`,
    )
    expect(changes?.count).toBe(listings)
  }))

test('an organisation that somebody has given a real listing stays, with that listing', () =>
  inTransaction(async (db) => {
    await fillDemo(db, fixedClock, await tools())
    const [{ id } = { id: 0 }] = await rows<{ id: number }>(
      db,
      sql`select id from organisation where demonstration order by id limit 1`,
    )
    const listing = await publishFor(db, composterNeed, await catalogue())
    await rows(db, sql`update listing set organisation_id = ${id} where id = ${listing}`)
    await removeDemo(db, fixedClock)
    const left = await rows<{ id: number }>(db, sql`select organisation_id as id from listing`)
    expect(left).toEqual([{ id }])
  }))

test('a first start fills it into an empty database only, and not again after it was removed', () =>
  inTransaction(async (db) => {
    expect(await fillDemoOnFirstStart(db, fixedClock, await tools())).not.toBeNull()
    expect(await fillDemoOnFirstStart(db, fixedClock, await tools())).toBeNull()
    await removeDemo(db, fixedClock)
    expect(await fillDemoOnFirstStart(db, fixedClock, await tools())).toBeNull()
    expect((await fillDemo(db, fixedClock, await tools())).changed).toBeGreaterThan(0)
  }))

test('a database that somebody has used is left alone by a first start', () =>
  inTransaction(async (db) => {
    await publishFor(db, composterNeed, await catalogue())
    expect(await fillDemoOnFirstStart(db, fixedClock, await tools())).toBeNull()
  }))

test('its supplier and buyer negotiate one deal and have sealed another, once, and both go with it', () =>
  inTransaction(async (db) => {
    const before = await contents(db)
    await fillDemo(db, fixedClock, await tools())
    expect(await fillDemoExchanges(db, fixedClock)).toBe(0)
    await fillDemoPeople(db, fixedClock, passwords, 'demonstration')
    expect(await fillDemoExchanges(db, fixedClock)).toBe(2)
    expect(await fillDemoExchanges(db, fixedClock)).toBe(0)
    const found = await rows(
      db,
      sql`select e.stage, count(t.id)::int as versions, count(t.seal)::int as sealed
          from exchange e join terms t on t.exchange_id = e.id group by e.id order by e.id`,
    )
    expect(found).toEqual([
      { stage: 'negotiating', versions: 2, sealed: 0 },
      { stage: 'agreed', versions: 1, sealed: 1 },
    ])
    const shipments = 2 + DEMO_DEALS.reduce((sum, { moved }) => sum + moved.length, 0)
    expect(await fillDemoShipments(db, fixedClock, await catalogue())).toBe(shipments)
    expect(await fillDemoShipments(db, fixedClock, await catalogue())).toBe(0)
    const byRegion = await impactOfAll(db, null, 'region', {})
    expect(byRegion).toMatchObject([
      { key: 'adjara', organisations: 5 },
      { key: 'kakheti', organisations: 7 },
    ])
    await removeDemo(db, fixedClock)
    expect(await contents(db)).toEqual(before)
  }))

/** Nothing here signs in, so that hashing need not cost anything. */
const passwords = { hash: async (password: string) => password, matches: async () => true }

/** Number of rows of every table, without what only ever grows: the journal, the change feed, the outbox of events. */
async function contents(db: Db): Promise<Record<string, number>> {
  const tables = await rows<{ name: string }>(
    db,
    sql`select relname as name from pg_class
        where relnamespace = 'public'::regnamespace and relkind = 'r'
          and relname not in ('journal', 'listing_change', 'outbox_event')`,
  )
  const counts: Record<string, number> = {}
  for (const { name } of tables) {
    const [found] = await rows<{ count: number }>(
      db,
      sql`select count(*)::int as count from ${sql.identifier(name)}`,
    )
    counts[name] = found!.count
  }
  return counts
}
