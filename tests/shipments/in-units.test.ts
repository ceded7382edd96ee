import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { rows, type Db } from '../../db/open.ts'
import { readRoom } from '../../server/exchanges/read.ts'
import { openExchange } from '../../server/exchanges/introduce.ts'
import { refuseBelowAgreed } from '../../server/exchanges/stock/reserve.ts'
import { showStock } from '../../server/exchanges/stock/show.ts'
import { agree } from '../../server/exchanges/terms/agree.ts'
import { offerTerms } from '../../server/exchanges/terms/offer.ts'
import type { Deal } from '../../server/exchanges/terms/schema.ts'
import type { Publication } from '../../server/listings/schema.ts'
import { confirmShipment } from '../../server/shipments/answer.ts'
import { shipmentsOf } from '../../server/shipments/read.ts'
import { recordShipment } from '../../server/shipments/record.ts'
import { wasteRegister } from '../../server/shipments/register.ts'
import { listingOf, organisation, person, sealDeal } from '../exchanges/partners.ts'
import { catalogueOf } from '../matching/market-of-kakheti.ts'
import { fixedClock, inTransaction } from '../setup/database.ts'

const refusal = (code: string, params: object = {}) =>
  expect.objectContaining({ code, params: expect.objectContaining(params) })
const TODAY = '2026-10-05'

const water: Publication = {
  ref: 'water',
  kind: 'offer',
  resourceKind: 'water',
  title: 'Rinsing water',
  targets: [],
  place: { municipality: 'telavi' },
  amount: 1000,
  unit: 'm3',
  period: 'month',
}
const deal: Deal = {
  tonnes: 600,
  unit: 'm3',
  period: 'month',
  startsOn: '2026-09-01',
  endsOn: '2026-12-31',
  pricePerTonne: 0.4,
  currency: 'GEL',
  vatIncluded: true,
  transportBy: 'receiver',
  quality: [],
  note: '',
}

/** A dairy with water for several nurseries. */
async function dairy(db: Db, offer: Publication = water) {
  const supplierId = await organisation(db, 'dairy')
  const offerId = await listingOf(db, supplierId, offer)
  const taker = async (ref: string, need: Partial<Publication> = {}) => {
    const receiverId = await organisation(db, ref)
    const needId = await listingOf(db, receiverId, { ...offer, kind: 'need', ref, ...need })
    const opener = { accountId: null, assignedTo: null }
    const exchangeId = await openExchange(db, { id: 'test' }, opener, { offerId, needId }, fixedClock)
    return {
      receiverId,
      needId,
      exchangeId,
      receiver: await person(db, [{ organisationId: receiverId, role: 'owner' }]),
    }
  }
  return {
    supplierId,
    offerId,
    taker,
    supplier: await person(db, [{ organisationId: supplierId, role: 'owner' }]),
  }
}

test('water is agreed on by the cubic metre, sealed with its unit, and never twice', () =>
  inTransaction(async (db) => {
    const { supplier, taker } = await dairy(db)
    const [first, second] = [await taker('nursery'), await taker('laundry')]
    await sealDeal(db, first.exchangeId, supplier, first.receiver, deal)
    const { terms } = await readRoom(db, supplier, first.exchangeId)
    expect(terms[0]).toMatchObject({ unit: 'm3', tonnes: 600, sealHolds: true })
    await rows(db, sql`update terms set unit = 'MWh' where id = ${terms[0]!.id}`)
    expect((await readRoom(db, supplier, first.exchangeId)).terms[0]!.sealHolds).toBe(false)

    const { tonnes, period, startsOn, endsOn } = deal
    const stock = await showStock(db, supplier, second.exchangeId, { tonnes, period, startsOn, endsOn })
    expect(stock).toMatchObject({ unit: 'm3', listings: [{ kind: 'offer' }, { kind: 'need' }] })
    expect(stock.listings[0]!.periods[0]).toMatchObject({ onOffer: 1000, agreedElsewhere: 600, left: 400 })
    await expect(sealDeal(db, second.exchangeId, supplier, second.receiver, deal)).rejects.toEqual(
      refusal('over_allocated', { agreed: 1200, onOffer: 1000, unit: 'm3' }),
    )
  }))

test('what both listings ask and pay for a cubic metre stands beside the terms to be written', () =>
  inTransaction(async (db) => {
    const price = { amount: 0.4, currency: 'GEL', unit: 'm3' } as const
    const { supplier, taker } = await dairy(db, { ...water, pricePerTonne: price })
    const { exchangeId } = await taker('nursery', {
      pricePerTonne: { amount: 0.0003, currency: 'EUR', vatIncluded: true, unit: 'l' },
    })
    const { exchange } = await readRoom(db, supplier, exchangeId)
    expect(exchange.offer.pricePerTonne).toEqual(price)
    expect(exchange.need?.pricePerTonne).toEqual({
      amount: 0.0003,
      currency: 'EUR',
      vatIncluded: true,
      unit: 'l',
    })
  }))

test('what the offer counts in cubic metres is not agreed in another unit', () =>
  inTransaction(async (db) => {
    const { supplier, taker, offerId } = await dairy(db)
    const { exchangeId, receiver } = await taker('nursery', { unit: 't', amount: 5 })
    const offering = (unit?: Deal['unit']) => {
      const { unit: _, ...rest } = deal
      return { exchangeId, deal: { ...rest, ...(unit && { unit }) }, lastVersion: 0 }
    }
    await expect(offerTerms(db, supplier, offering('t'), fixedClock)).rejects.toEqual(
      refusal('terms_unit_wrong', { open: 'm3' }),
    )
    const version = await offerTerms(db, supplier, offering(), fixedClock)
    await rows(db, sql`update listing set unit = 't' where id = ${offerId}`)
    await expect(agree(db, receiver, { exchangeId, version }, fixedClock)).rejects.toEqual(
      refusal('terms_unit_wrong', { open: 't' }),
    )
    await rows(db, sql`update listing set unit = 'm3' where id = ${offerId}`)
    await agree(db, receiver, { exchangeId, version }, fixedClock)
    await rows(db, sql`update listing set unit = 'l' where id = ${offerId}`)
    await expect(refuseBelowAgreed(db, [offerId])).rejects.toEqual(refusal('listing_below_agreed'))
    await rows(db, sql`update listing set unit = 't' where id = ${offerId}`)
    await expect(refuseBelowAgreed(db, [offerId])).rejects.toEqual(refusal('listing_below_agreed'))
    await rows(db, sql`update listing set unit = 'm3' where id = ${offerId}`)
    await refuseBelowAgreed(db, [offerId])
  }))

test('where neither side states an amount, any measure of the kind can be agreed, and an amendment keeps it', () =>
  inTransaction(async (db) => {
    const { amount: _amount, unit: _unit, ...unmeasured } = water
    const { supplier, taker } = await dairy(db, { ...unmeasured, resourceKind: 'expertise' })
    const { exchangeId, receiver } = await taker('nursery')
    const hours: Deal = { ...deal, tonnes: 40, unit: 'h', period: 'once' }
    await expect(
      offerTerms(db, supplier, { exchangeId, deal: { ...hours, unit: 'm3' }, lastVersion: 0 }, fixedClock),
    ).rejects.toEqual(refusal('terms_unit_wrong', { open: 'h, piece' }))
    await sealDeal(db, exchangeId, supplier, receiver, hours)
    await expect(
      offerTerms(db, receiver, { exchangeId, deal: { ...hours, unit: 'piece' }, lastVersion: 1 }, fixedClock),
    ).rejects.toEqual(refusal('terms_unit_wrong', { open: 'h' }))
    expect(await sealDeal(db, exchangeId, receiver, supplier, { ...hours, tonnes: 60 }, 1)).toBe(2)
  }))

test('what is delivered is counted in the unit of the terms; nothing is claimed of it and no waste is registered', () =>
  inTransaction(async (db) => {
    const { supplier, supplierId, taker } = await dairy(db)
    const { exchangeId, receiver } = await taker('nursery')
    await sealDeal(db, exchangeId, supplier, receiver, deal)
    const delivery = { exchangeId, movedOn: '2026-10-02', tonnes: 250 }
    const line = await recordShipment(db, supplier, delivery, fixedClock, TODAY)
    expect(line).toMatchObject({ tonnes: 250, unit: 'm3' })
    await expect(
      recordShipment(db, supplier, { ...delivery, tonnes: 400 }, fixedClock, TODAY),
    ).rejects.toEqual(refusal('shipment_exceeds_terms', { leftTonnes: 350, unit: 'm3' }))
    const confirmed = { shipmentId: line.id }
    expect(await confirmShipment(db, receiver, confirmed, fixedClock, await catalogueOf(db))).toBeNull()
    const { shipments, remaining } = await shipmentsOf(db, receiver, exchangeId, TODAY)
    expect(shipments).toMatchObject([{ state: 'confirmed', tonnes: 250, unit: 'm3' }])
    expect(remaining).toMatchObject({ agreedTonnes: 600, leftTonnes: 350, unit: 'm3' })
    expect(await rows(db, sql`select 1 from impact where shipment_id = ${line.id}`)).toEqual([])
    const year = { organisationId: supplierId, year: 2026, lang: 'en' } as const
    expect(await wasteRegister(db, supplier, year)).toEqual({ lines: [], sums: [] })
  }))
