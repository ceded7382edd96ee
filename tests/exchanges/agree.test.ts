import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { rows, type Db } from '../../db/open.ts'
import { move } from '../../server/exchanges/move.ts'
import { readRoom } from '../../server/exchanges/read.ts'
import { agree } from '../../server/exchanges/terms/agree.ts'
import { offerTerms } from '../../server/exchanges/terms/offer.ts'
import { showStock } from '../../server/exchanges/stock/show.ts'
import { fixedClock, inTransaction } from '../setup/database.ts'
import { anotherTaker, deal, partners, person, sealDeal } from './partners.ts'

const refusal = (code: string, params: object = {}) =>
  expect.objectContaining({ code, params: expect.objectContaining(params) })

const reserved = (db: Db, listing: number) =>
  rows<{ period: string; tonnes: number }>(
    db,
    sql`select period_start::text as period, sum(tonnes)::float8 as tonnes from allocation
        where listing_id = ${listing} group by period_start order by 1`,
  )

test('both sides’ yes to the same version seals it and reserves the tonnes of offer and need', () =>
  inTransaction(async (db) => {
    const { exchangeId, supplier, receiver, offerId, needId } = await partners(db)
    await offerTerms(db, supplier, { exchangeId, deal, lastVersion: 0 }, fixedClock)
    expect((await readRoom(db, receiver, exchangeId)).exchange).toMatchObject({
      stage: 'negotiating',
      allowed: expect.arrayContaining(['agree', 'offer_terms']),
    })
    expect(await reserved(db, offerId)).toEqual([])

    expect(await agree(db, receiver, { exchangeId, version: 1 }, fixedClock)).toEqual({ sealed: true })
    const room = await readRoom(db, supplier, exchangeId)
    expect(room.exchange.stage).toBe('agreed')
    expect(room.terms[0]).toMatchObject({ version: 1, tonnes: 30, sealHolds: true, supersededAt: null })
    expect(room.terms[0]!.seal).toMatch(/^[0-9a-f]{64}$/)
    expect(await reserved(db, offerId)).toEqual([{ period: '2026-01-01', tonnes: 30 }])
    expect(await reserved(db, needId)).toEqual([{ period: '2026-01-01', tonnes: 30 }])
  }))

test('a seal no longer holds when somebody changes the row behind it', () =>
  inTransaction(async (db) => {
    const { exchangeId, supplier, receiver } = await partners(db)
    await sealDeal(db, exchangeId, supplier, receiver)
    await rows(db, sql`update terms set price_per_tonne = 1 where exchange_id = ${exchangeId}`)
    expect((await readRoom(db, supplier, exchangeId)).terms[0]!.sealHolds).toBe(false)
  }))

test('a counter-offer takes the place of what was offered', () =>
  inTransaction(async (db) => {
    const { exchangeId, supplier, receiver } = await partners(db)
    await offerTerms(db, supplier, { exchangeId, deal, lastVersion: 0 }, fixedClock)
    const lower = { ...deal, pricePerTonne: 20 }
    await expect(
      offerTerms(db, receiver, { exchangeId, deal: lower, lastVersion: 0 }, fixedClock),
    ).rejects.toEqual(refusal('terms_moved_on', { version: 1 }))
    await offerTerms(db, receiver, { exchangeId, deal: lower, lastVersion: 1 }, fixedClock)
    await expect(agree(db, receiver, { exchangeId, version: 1 }, fixedClock)).rejects.toEqual(
      refusal('terms_moved_on', { version: 2 }),
    )
    await agree(db, supplier, { exchangeId, version: 2 }, fixedClock)
    expect((await readRoom(db, supplier, exchangeId)).terms.map(({ sealedAt }) => sealedAt !== null)).toEqual(
      [true, false],
    )
  }))

test('nobody agrees alone: neither twice for one side, nor as one person on both', () =>
  inTransaction(async (db) => {
    const { exchangeId, supplier, winery, distillery } = await partners(db)
    await offerTerms(db, supplier, { exchangeId, deal, lastVersion: 0 }, fixedClock)
    await expect(agree(db, supplier, { exchangeId, version: 1 }, fixedClock)).rejects.toEqual(
      refusal('terms_agreed_already'),
    )
    const both = await person(db, [
      { organisationId: winery, role: 'owner' },
      { organisationId: distillery, role: 'owner' },
    ])
    const again = { exchangeId, deal, lastVersion: 1 }
    await expect(offerTerms(db, both, again, fixedClock)).rejects.toEqual(refusal('exchange_side_unclear'))
    await offerTerms(db, both, { ...again, side: 'supplier' }, fixedClock)
    await expect(agree(db, both, { exchangeId, version: 2, side: 'receiver' }, fixedClock)).rejects.toEqual(
      refusal('terms_agreed_alone'),
    )
  }))

test('sealed terms are not agreed to again; an amendment by both takes their place', () =>
  inTransaction(async (db) => {
    const { exchangeId, supplier, receiver, offerId } = await partners(db)
    await sealDeal(db, exchangeId, supplier, receiver)
    await expect(agree(db, receiver, { exchangeId, version: 1 }, fixedClock)).rejects.toEqual(
      refusal('terms_sealed'),
    )
    await offerTerms(db, receiver, { exchangeId, deal: { ...deal, tonnes: 35 }, lastVersion: 1 }, fixedClock)
    expect(await reserved(db, offerId)).toEqual([{ period: '2026-01-01', tonnes: 30 }])
    await agree(db, supplier, { exchangeId, version: 2 }, fixedClock)
    const { exchange, terms } = await readRoom(db, supplier, exchangeId)
    expect(exchange.stage).toBe('agreed')
    expect(terms.map(({ supersededAt }) => supersededAt !== null)).toEqual([false, true])
    expect(await reserved(db, offerId)).toEqual([{ period: '2026-01-01', tonnes: 35 }])
  }))

test('no more is agreed than is on offer, and what is given back can be agreed again', () =>
  inTransaction(async (db) => {
    const { exchangeId, supplier, receiver, offerId } = await partners(db)
    await sealDeal(db, exchangeId, supplier, receiver)
    const other = await anotherTaker(db, offerId, 'compost-works')
    await offerTerms(db, supplier, { exchangeId: other.exchangeId, deal, lastVersion: 0 }, fixedClock)
    const yes = () => agree(db, other.receiver, { exchangeId: other.exchangeId, version: 1 }, fixedClock)
    await expect(yes()).rejects.toEqual(
      refusal('over_allocated', { listing: offerId, agreed: 60, onOffer: 40, periodStart: '2026-01-01' }),
    )
    expect(await reserved(db, offerId)).toEqual([{ period: '2026-01-01', tonnes: 30 }])

    await move(db, supplier, { exchangeId, act: 'suspend', reason: 'quality' }, fixedClock)
    await move(db, receiver, { exchangeId, act: 'decline', reason: 'quality' }, fixedClock)
    expect(await reserved(db, offerId)).toEqual([])
    expect(await yes()).toEqual({ sealed: true })
  }))

test('a need takes no more than it wants', () =>
  inTransaction(async (db) => {
    const { exchangeId, supplier, receiver, needId } = await partners(db, {}, { amount: 20 })
    await expect(sealDeal(db, exchangeId, supplier, receiver)).rejects.toEqual(
      refusal('over_allocated', { listing: needId, onOffer: 20 }),
    )
  }))

test('terms outside the days of a listing are refused', () =>
  inTransaction(async (db) => {
    const { exchangeId, supplier, receiver, offerId } = await partners(db, { validUntil: '2026-11-30' })
    await expect(sealDeal(db, exchangeId, supplier, receiver)).rejects.toEqual(
      refusal('terms_outside_listing', { listing: offerId, validUntil: '2026-11-30' }),
    )
  }))

test.each([
  [{ endsOn: '2026-08-31' }, 'terms_end_before_start'],
  [{ endsOn: '2037-01-01' }, 'terms_too_long'],
  [{ quality: [{ property: 'ash', minimum: 5, maximum: 4 }] }, 'range_reversed'],
  [{ quality: [{ property: 'ash' }, { property: 'ash' }] }, 'duplicate_property'],
] as const)('terms with %o are refused: %s', (changes, code) =>
  inTransaction(async (db) => {
    const { exchangeId, supplier } = await partners(db)
    const wrong = { ...deal, ...changes, quality: [...('quality' in changes ? changes.quality : [])] }
    await expect(
      offerTerms(db, supplier, { exchangeId, deal: wrong, lastVersion: 0 }, fixedClock),
    ).rejects.toEqual(refusal(code))
  }),
)

test('what is left of both listings is shown before anybody asks for too much', () =>
  inTransaction(async (db) => {
    const { exchangeId, offerId, needId, supplier, receiver } = await partners(db)
    const other = await anotherTaker(db, offerId, 'composter')
    await sealDeal(db, other.exchangeId, supplier, other.receiver, { tonnes: 30 })
    const asked = { ...deal, tonnes: 20 }
    const { listings } = await showStock(db, receiver, exchangeId, asked)
    const period = { periodStart: '2026-01-01', periodEnd: '2026-12-31', asked: 20, agreedHere: 0 }
    expect(listings).toMatchObject([
      {
        listing: offerId,
        kind: 'offer',
        periods: [{ ...period, onOffer: 40, agreedElsewhere: 30, left: 10 }],
      },
      {
        listing: needId,
        kind: 'need',
        periods: [{ ...period, onOffer: 300, agreedElsewhere: 0, left: 300 }],
      },
    ])
    await expect(sealDeal(db, exchangeId, supplier, receiver, { tonnes: 20 })).rejects.toEqual(
      refusal('over_allocated', { agreed: 50, onOffer: 40 }),
    )
    await expect(showStock(db, other.receiver, exchangeId, asked)).rejects.toEqual(refusal('not_found'))
  }))
