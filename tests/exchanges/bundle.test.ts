import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { rows, type Db } from '../../db/open.ts'
import { introduceBundle, introducePair } from '../../server/exchanges/introduce-pair.ts'
import { move } from '../../server/exchanges/move.ts'
import { agree } from '../../server/exchanges/terms/agree.ts'
import { offerTerms } from '../../server/exchanges/terms/offer.ts'
import { fixedClock, inTransaction } from '../setup/database.ts'
import { composterNeed, distilleryNeed, pomaceOffer } from '../matching/market-of-kakheti.ts'
import { deal, listingOf, organisation, person } from './partners.ts'

const refusal = (code: string) => expect.objectContaining({ code })

async function pool(db: Db) {
  const distillery = await organisation(db, 'distillery')
  const needId = await listingOf(db, distillery, distilleryNeed)
  const receiver = await person(db, [{ organisationId: distillery, role: 'owner' }])
  const facilitator = await person(db, [], 'facilitator')
  const suppliers = []
  for (const ref of ['first', 'second', 'third']) {
    const organisationId = await organisation(db, ref)
    const offerId = await listingOf(db, organisationId, { ...pomaceOffer, ref })
    suppliers.push({ offerId, supplier: await person(db, [{ organisationId, role: 'owner' }]) })
  }
  const pairs = suppliers.map(({ offerId }) => ({ offerId, needId }))
  const made = await introduceBundle(db, facilitator, { shape: 'pooled', allOrNone: true, pairs }, fixedClock)
  return { receiver, facilitator, suppliers, exchanges: made.exchanges, needId, pairs }
}

const stages = async (db: Db, ids: readonly number[]) =>
  (await rows<{ stage: string }>(db, sql`select stage from exchange where id in ${ids} order by id`)).map(
    ({ stage }) => stage,
  )

test('a pooled deal that holds together is sealed with the last yes of all', () =>
  inTransaction(async (db) => {
    const { receiver, suppliers, exchanges } = await pool(db)
    const sealed: boolean[] = []
    for (const [n, exchangeId] of exchanges.entries()) {
      await offerTerms(db, receiver, { exchangeId, deal, lastVersion: 0 }, fixedClock)
      const yes = await agree(db, suppliers[n]!.supplier, { exchangeId, version: 1 }, fixedClock)
      sealed.push(yes.sealed)
    }
    expect(sealed).toEqual([false, false, true])
    expect(await stages(db, exchanges)).toEqual(['agreed', 'agreed', 'agreed'])
    expect(await rows(db, sql`select sum(tonnes)::int as t from allocation`)).toEqual([{ t: 180 }])
  }))

test('one that declines releases all', () =>
  inTransaction(async (db) => {
    const { receiver, suppliers, exchanges } = await pool(db)
    const [exchangeId] = exchanges as [number]
    await offerTerms(db, receiver, { exchangeId, deal, lastVersion: 0 }, fixedClock)
    await agree(db, suppliers[0]!.supplier, { exchangeId, version: 1 }, fixedClock)
    await move(
      db,
      suppliers[2]!.supplier,
      { exchangeId: exchanges[2]!, act: 'decline', reason: 'price' },
      fixedClock,
    )
    expect(await stages(db, exchanges)).toEqual(['declined', 'declined', 'declined'])
    expect(await rows(db, sql`select 1 from allocation`)).toEqual([])
  }))

test('a bundle has the shape it says', () =>
  inTransaction(async (db) => {
    const { facilitator, pairs } = await pool(db)
    for (const shape of ['split', 'processor'] as const)
      await expect(
        introduceBundle(db, facilitator, { shape, allOrNone: false, pairs }, fixedClock),
      ).rejects.toEqual(refusal('bundle_shape_wrong'))
  }))

test('a deal through a processor leads into the processor’s need and out of its offer', () =>
  inTransaction(async (db) => {
    const [winery, works, farm] = [
      await organisation(db, 'w'),
      await organisation(db, 'p'),
      await organisation(db, 'f'),
    ]
    const pairs = [
      {
        offerId: await listingOf(db, winery, { ...pomaceOffer, ref: 'in' }),
        needId: await listingOf(db, works, { ...composterNeed, ref: 'takes' }),
      },
      {
        offerId: await listingOf(db, works, { ...pomaceOffer, ref: 'out' }),
        needId: await listingOf(db, farm, { ...distilleryNeed, ref: 'wants' }),
      },
    ]
    const facilitator = await person(db, [], 'facilitator')
    const made = await introduceBundle(
      db,
      facilitator,
      { shape: 'processor', allOrNone: false, pairs },
      fixedClock,
    )
    expect(made.exchanges).toHaveLength(2)
  }))

test('one pair has one open exchange', () =>
  inTransaction(async (db) => {
    const { facilitator, pairs } = await pool(db)
    await expect(introducePair(db, facilitator, pairs[0]!, fixedClock)).rejects.toEqual(
      refusal('exchange_open_already'),
    )
  }))

test('an organisation does not deal with itself, nor an offer with an offer', () =>
  inTransaction(async (db) => {
    const firm = await organisation(db, 'firm')
    const facilitator = await person(db, [], 'facilitator')
    const offerId = await listingOf(db, firm, pomaceOffer)
    const needId = await listingOf(db, firm, distilleryNeed)
    await expect(introducePair(db, facilitator, { offerId, needId }, fixedClock)).rejects.toEqual(
      refusal('exchange_same_organisation'),
    )
    await expect(introducePair(db, facilitator, { offerId, needId: offerId }, fixedClock)).rejects.toEqual(
      refusal('exchange_kinds_wrong'),
    )
  }))
