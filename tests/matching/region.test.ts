import { describe, expect, test } from 'vitest'
import type { Db } from '../../db/open.ts'
import { importListings } from '../../server/listings/import/import-listings.ts'
import { recogniserOf } from '../../server/listings/import/recognise.ts'
import type { Recogniser } from '../../server/listings/import/recogniser.ts'
import { holdByRef } from '../../server/listings/store.ts'
import { matchesOfListing } from '../../server/matching/matches.ts'
import type { MatchesResponse } from '../../server/matching/schema.ts'
import { fixedClock, inTransaction } from '../setup/database.ts'
import { catalogueOf, matchingOf } from './market-of-kakheti.ts'

/** Made-up businesses that give and take what the region really moves; nobody names a material, so that the texts have to tell. */
const ROWS = [
  'ref,kind,organisation,municipality,title,description,waste_code,quantity,unit,period,months,price_per_tonne,price_currency',
  'winery,offer,Zvari Cellar,Kvareli,Grape pomace,"Pressed skins, seeds and pulp, fresh and wet",020701,900,t,year,9-10,,',
  'seller,offer,Kvevri House,Kvareli,ყურძნის ჭაჭა,ახალი ჭაჭა დაწნეხის შემდეგ,020701,300,t,year,9-10,15,GEL',
  'fryer,offer,Sea View Hotel,Batumi,Used cooking oil,Filtered frying oil in 20 l cans,200125,3,t,year,,,',
  'garage,offer,Wheel Yard,Batumi,End-of-life tyres,Passenger and truck tyres,160103,400,t,year,,,',
  'cracker,offer,Nut House,Zugdidi,Hazelnut shells,Dry clean shells after cracking,020304,500,t,year,9-12,,',
  'builder,offer,White City Works,Batumi,Clean concrete rubble,"Sorted concrete, no plaster or wood",170101,2000,t,year,,,',
  'smelter,offer,Arc Furnace,Zestaponi,Silicomanganese slag,Air-cooled granular slag,100809,50000,t,year,,,',
  'shepherd,offer,High Pasture,Akhmeta,Raw sheep wool,Unwashed coarse wool,040221,40,t,year,5-6,,',
  'distillery,need,Old Copper Still,Telavi,Grape pomace for distillation,Fresh unwashed pomace,020701,2000,t,year,9-10,,',
  'composter,need,Black Earth,Gurjaani,Green and kitchen waste for compost,Source-separated organics,200108,3000,t,year,,,',
  'dairy-farm,need,Alazani Herd,Lagodekhi,Feed ingredients,"Wet by-product feeds: whey, brewers grain, pulp",,900,t,year,,,',
  'biodiesel,need,Clear Flame,Tbilisi,Used cooking oil,"Filtered, water below 2 %",200125,200,t,year,,,',
  'kiln,need,Stone Mill Cement,Kaspi,End-of-life tyres as kiln fuel,Whole or shredded tyres for co-processing,160103,13000,t,year,,,',
  'cement,need,Stone Mill Cement,Kaspi,"Slag, ash and gypsum for cement",Mineral additions and alternative raw materials,,60000,t,year,,,',
  'briquettes,need,Warm Hearth,Zugdidi,Hazelnut shells for briquettes,"Dry shells, moisture below 12 %",020304,400,t,year,,,',
  'crusher-west,need,Shore Aggregates,Batumi,Recycled aggregate,Crushed clean concrete 0-32 mm,,5000,t,year,,,',
  'crusher-east,need,Valley Roads,Telavi,Recycled aggregate,Crushed clean concrete 0-32 mm,,5000,t,year,,,',
  'felt,need,Soft Loom,Telavi,Coarse raw wool,For felt and insulation,040221,60,t,year,,,',
].join('\n')

let recognise: Recogniser | undefined

/** Imports the rows and asks for the partners of some of them. */
const ask = <T>(test: (matches: (ref: string) => Promise<MatchesResponse>, db: Db) => Promise<T>) =>
  inTransaction(async (db) => {
    const catalogue = await catalogueOf(db)
    recognise ??= recogniserOf(catalogue)
    const report = await importListings(db, { id: 'test' }, { bytes: Buffer.from(ROWS) }, fixedClock, {
      catalogue,
      recognise,
      refuse: async () => {},
      changed: async () => {},
    })
    expect(report).toMatchObject({ counts: { created: 18, refused: 0 }, refused: [] })
    const held = await holdByRef(
      db,
      ROWS.split('\n').map((row) => row.slice(0, row.indexOf(','))),
    )
    const matching = await matchingOf(db)
    return test((ref) => matchesOfListing(db, matching, held.get(ref)!.id, 20, fixedClock), db)
  })

const refsOf = ({ matches }: MatchesResponse) => matches.map(({ listing }) => listing.ref)

describe('by the words of a title', () => {
  test('grape pomace finds the distillery first, then compost and feed', () =>
    ask(async (matches) => {
      const refs = refsOf(await matches('winery'))
      expect(refs[0]).toBe('distillery')
      expect(refs).toEqual(expect.arrayContaining(['composter', 'dairy-farm']))
    }))

  test('a price for grape pomace brings up the reported sale ban as a cited notice that nobody has verified', () =>
    ask(async (matches) => {
      const law = async (ref: string) =>
        (await matches(ref)).matches.map(({ findings }) =>
          findings.find(({ criterion }) => criterion === 'regulation')!,
        )
      const priced = await law('seller')
      expect(priced.length).toBeGreaterThanOrEqual(3)
      for (const { outcome, rules } of priced) {
        expect(outcome).not.toBe('veto')
        const ban = rules?.find(({ id }) => id === 'ge-grape-pomace-sale')
        expect(ban).toMatchObject({ effect: 'notice', status: 'unverified', validFrom: '2014-10-29' })
        expect(ban!.citation.ka).toMatch(/2014/)
        expect(ban!.sourceUrl).toMatch(/^https:/)
      }
      for (const { rules } of await law('winery'))
        expect(rules?.map(({ id }) => id) ?? []).not.toContain('ge-grape-pomace-sale')
    }))

  test('used cooking oil goes to fuel, never to feed, and the rule is cited', () =>
    ask(async (matches) => {
      const answer = await matches('fryer')
      expect(refsOf(answer)).toContain('biodiesel')
      expect(refsOf(answer)).not.toContain('dairy-farm')
      const stopped = answer.stopped.find(({ wanted }) => wanted.id === 'animal-feed-ingredient')
      expect(stopped).toMatchObject({ listings: 1, reason: 'forbidden' })
      expect(stopped!.rules[0]).toMatchObject({ id: 'ge-used-cooking-oil-feed', effect: 'veto' })
      expect(stopped!.rules[0]!.citation.en).toMatch(/2022/)
      expect(refsOf(await matches('dairy-farm'))).not.toContain('fryer')
    }))

  test.each([
    ['garage', 'kiln'],
    ['cracker', 'briquettes'],
    ['smelter', 'cement'],
    ['shepherd', 'felt'],
    ['builder', 'crusher-west'],
  ])('the first partner of the %s is the %s', (offer, need) =>
    ask(async (matches) => {
      expect(refsOf(await matches(offer))[0]).toBe(need)
      expect(refsOf(await matches(need))).toContain(offer)
    }),
  )

  test('of two crushers the near one is better, by distance alone', () =>
    ask(async (matches) => {
      const { matches: found } = await matches('builder')
      const near = found.find(({ listing }) => listing.ref === 'crusher-west')!
      const far = found.find(({ listing }) => listing.ref === 'crusher-east')!
      expect(near.score).toBeGreaterThan(far.score)
      expect(near.distanceKm).toBeLessThan(far.distanceKm)
    }))
})
