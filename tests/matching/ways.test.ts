import type { FastifyInstance } from 'fastify'
import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { rows, type Db } from '../../db/open.ts'
import { changedWith } from '../../server/changed.ts'
import { removeDemo } from '../../server/demo/remove.ts'
import { expireListings } from '../../server/listings/calendar/expire.ts'
import { importListings } from '../../server/listings/import/import-listings.ts'
import type { Matching } from '../../server/matching/market.ts'
import { filesBelow, readSource } from '../architecture/source.ts'
import { marc } from '../listings/own-market.ts'
import { testApp } from '../setup/api.ts'
import { fixedClock, inTransaction } from '../setup/database.ts'
import { makePeople, type People, type Person } from '../setup/people.ts'
import { catalogueOf, distilleryNeed, matchingOf, publishFor } from './market-of-kakheti.ts'

interface Scene {
  app: FastifyInstance
  db: Db
  matching: Matching
  people: People
  ask: (who: Person, method: Method, path: string, body?: unknown) => Promise<{ id: number }>
  /** Takes in the offer for the owner's organisation. */
  list: (publish: boolean) => Promise<number>
}
type Method = 'POST' | 'PUT' | 'DELETE'

interface Way {
  way: string
  /** The file that tells the markets of it. */
  told: string
  /** Does all that comes before, and says what does it; that returns the listing in question if it is a new one. */
  begins: (scene: Scene) => Promise<number | null>
  does: (scene: Scene, listing: number) => Promise<unknown>
  /** Whether its proposals are made anew, or those that it had do not hold any more or are gone. */
  proposals: 'fresh' | 'stale' | 'gone'
}

const published = ({ list }: Scene) => list(true)
const nothing = async () => null
const move =
  (name: string): Way['does'] =>
  ({ ask, people }, id) =>
    ask(people.owner, 'POST', `/listings/${id}/moves`, { move: name })
const moved =
  (...names: string[]): Way['begins'] =>
  async (scene) => {
    const id = await scene.list(true)
    for (const name of names) await move(name)(scene, id)
    return id
  }
const hide = ({ ask, people }: Scene, id: number) =>
  ask(people.facilitator, 'PUT', `/listings/${id}/hidden`, { reason: 'It is no pomace.' })

const FILE = 'ref,kind,organisation,municipality,title,material,quantity,unit'
const fileOf = (tonnes: number) =>
  Buffer.from(`${FILE}\nways-1,offer,Ways,Telavi,Marc,grape-pomace,${tonnes},t\n`)
const importFile = ({ db, matching }: Scene, tonnes: number) =>
  importListings(db, { id: 'test' }, { bytes: fileOf(tonnes) }, fixedClock, {
    catalogue: matching.catalogue,
    recognise: () => ({ targets: [], closest: [] }),
    refuse: async () => {},
    changed: changedWith(matching, fixedClock),
  })
const imported = async ({ db }: Scene): Promise<{ id: number }> =>
  (await rows<{ id: number }>(db, sql`select id from listing where ref = 'ways-1'`))[0]!

const OF = 'server/listings'
const WAYS: readonly Way[] = [
  {
    way: 'is published at once',
    told: `${OF}/create.ts`,
    begins: nothing,
    does: ({ ask, people }) =>
      ask(people.owner, 'POST', '/listings', {
        organisation: people.organisationId,
        publish: true,
        listing: marc,
      }),
    proposals: 'fresh',
  },
  {
    way: 'was a draft and is published',
    told: `${OF}/move.ts`,
    begins: ({ list }) => list(false),
    does: move('publish'),
    proposals: 'fresh',
  },
  {
    way: 'is revised',
    told: `${OF}/revise.ts`,
    begins: published,
    does: ({ app, people }, id) =>
      app.inject({
        method: 'PUT',
        url: `/api/v1/listings/${id}`,
        headers: { ...people.owner.headers, 'if-match': '"1"' },
        payload: { ...marc, amount: 75 },
      }),
    proposals: 'fresh',
  },
  {
    way: 'is paused',
    told: `${OF}/move.ts`,
    begins: published,
    does: move('pause'),
    proposals: 'stale',
  },
  {
    way: 'is resumed',
    told: `${OF}/move.ts`,
    begins: moved('pause'),
    does: move('resume'),
    proposals: 'fresh',
  },
  {
    way: 'is fulfilled',
    told: `${OF}/move.ts`,
    begins: published,
    does: move('fulfil'),
    proposals: 'stale',
  },
  {
    way: 'is withdrawn',
    told: `${OF}/move.ts`,
    begins: published,
    does: move('withdraw'),
    proposals: 'stale',
  },
  { way: 'is hidden', told: `${OF}/moderation/hide.ts`, begins: published, does: hide, proposals: 'stale' },
  {
    way: 'is shown again',
    told: `${OF}/moderation/hide.ts`,
    begins: async (scene) => {
      const id = await scene.list(true)
      await hide(scene, id)
      return id
    },
    does: ({ ask, people }, id) => ask(people.facilitator, 'DELETE', `/listings/${id}/hidden`),
    proposals: 'fresh',
  },
  {
    way: 'expires',
    told: `${OF}/calendar/expire.ts`,
    begins: published,
    does: ({ db, matching }) => {
      const later = () => new Date('2027-09-02T00:00:00Z')
      return expireListings(db, later, 'UTC', changedWith(matching, fixedClock))
    },
    proposals: 'stale',
  },
  {
    way: 'comes by a file',
    told: `${OF}/publish.ts`,
    begins: nothing,
    does: async (scene) => {
      await importFile(scene, 40)
      return imported(scene)
    },
    proposals: 'fresh',
  },
  {
    way: 'is revised by a file that somebody sends',
    told: `${OF}/publish.ts`,
    begins: async (scene) => {
      await importFile(scene, 40)
      return (await imported(scene)).id
    },
    does: ({ app, people }) =>
      app.inject({
        method: 'POST',
        url: '/api/v1/imports',
        headers: { ...people.facilitator.headers, 'content-type': 'application/octet-stream' },
        payload: fileOf(75),
      }),
    proposals: 'fresh',
  },
  {
    way: 'goes with its organisation',
    told: `${OF}/withdraw.ts`,
    begins: published,
    does: ({ ask, people }) => ask(people.owner, 'DELETE', `/organisations/${people.organisationId}`),
    proposals: 'stale',
  },
  {
    way: 'belongs to somebody who is vouched for now',
    told: `${OF}/follow-organisation.ts`,
    begins: async (scene) => {
      const id = await scene.list(true)
      await scene.db.execute(sql`update proposal set score = 0.01 where offer_id = ${id}`)
      return id
    },
    does: ({ ask, people }) =>
      ask(people.facilitator, 'PUT', `/organisations/${people.organisationId}/verification`),
    proposals: 'fresh',
  },
  {
    way: 'comes to belong to its own partner',
    told: `${OF}/follow-organisation.ts`,
    begins: published,
    does: async ({ ask, db, people }) => {
      const [{ id: into } = { id: 0 }] = await rows<{ id: number }>(
        db,
        sql`select organisation_id as id from listing where kind = 'need'`,
      )
      await ask(people.facilitator, 'POST', `/organisations/${people.organisationId}/merge`, { into })
    },
    proposals: 'stale',
  },
  {
    way: 'goes with the demonstration',
    told: 'server/demo/remove.ts',
    begins: async (scene) => {
      const id = await scene.list(true)
      await scene.db.execute(sql`update listing set demonstration = true where id = ${id}`)
      return id
    },
    does: ({ db }) => removeDemo(db, fixedClock),
    proposals: 'gone',
  },
]

const scene = (work: (scene: Scene) => Promise<void>) =>
  inTransaction(async (db, database) => {
    await publishFor(db, distilleryNeed, await catalogueOf(db))
    const matching = await matchingOf(db)
    const app = await testApp(database, { matching })
    const people = await makePeople(app, db)
    const ask: Scene['ask'] = async (who, method, path, body) => {
      const payload = body === undefined ? {} : { payload: body as object }
      const answer = await app.inject({ method, url: `/api/v1${path}`, headers: who.headers, ...payload })
      expect(answer.statusCode, answer.body).toBeLessThan(300)
      return answer.json()
    }
    const list = async (publish: boolean) =>
      (
        await ask(people.owner, 'POST', '/listings', {
          organisation: people.organisationId,
          publish,
          listing: marc,
        })
      ).id
    try {
      await work({ app, db, matching, people, ask, list })
    } finally {
      await app.close()
    }
  })

/** How the proposals of a listing stand: fresh ones are of its present revision. */
async function standingOf(db: Db, listing: number): Promise<string[]> {
  const found = await rows<{ standing: string }>(
    db,
    sql`select case when p.stale_at is not null then 'stale' when p.offer_revision = l.revision and p.score > 0.1
            then 'fresh' else 'left' end as standing
        from proposal p join listing l on l.id = p.offer_id where l.id = ${listing}`,
  )
  return found.map(({ standing }) => standing)
}

describe('the proposals of a listing are right in the transaction in which it', () => {
  test.each(WAYS)('$way', ({ begins, does, proposals }) =>
    scene(async (set) => {
      const before = await begins(set)
      const done = await does(set, before ?? 0)
      const listing = before ?? (done as { id: number }).id
      expect(await standingOf(set.db, listing)).toEqual(proposals === 'gone' ? [] : [proposals])
    }),
  )
})

test('every way that tells the markets of a listing is in the table', () => {
  const telling = filesBelow('server').filter((path) => /\bawait announce\(/.test(readSource(path)))
  // An exchange that is completed changes nothing of its listings; what it says of trust may come by the feed.
  const others = ['server/exchanges/move.ts']
  expect(telling.toSorted()).toEqual([...new Set([...WAYS.map(({ told }) => told), ...others])].toSorted())
})
