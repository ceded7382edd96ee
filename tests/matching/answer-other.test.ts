import { expect, test } from 'vitest'
import type { Publication } from '../../server/listings/schema.ts'
import { dayOf, newMatching } from '../../server/matching/market.ts'
import { preview } from '../../server/matching/preview.ts'
import { listingOf, organisation } from '../exchanges/partners.ts'
import { fixedClock, inTransaction } from '../setup/database.ts'
import { catalogueOf } from './market-of-kakheti.ts'

const water: Omit<Publication, 'title' | 'place'> = {
  kind: 'need',
  resourceKind: 'water',
  targets: [],
  amount: 300,
  unit: 'm3',
  period: 'month',
}

test('what a price is for changes nothing of who is found: prices for different things are not compared', () =>
  inTransaction(async (db) => {
    const matching = newMatching(await catalogueOf(db), dayOf(fixedClock))
    await listingOf(db, await organisation(db, 'garden'), {
      ...water,
      ref: 'garden',
      title: 'Water',
      place: { municipality: 'kvareli' },
      pricePerTonne: { amount: 1, currency: 'GEL', unit: 'm3' },
    })
    const draft = { ...water, kind: 'offer' as const, place: { municipality: 'telavi' } }
    const found = async (price: Partial<Publication>) =>
      (await preview(db, matching, { ...draft, ...price }, 10, fixedClock)).matches
    const silent = await found({})
    expect(silent[0]!.listing.pricePerTonne).toEqual({ amount: 1, currency: 'GEL', unit: 'm3' })
    expect(await found({ pricePerTonne: { amount: 5, currency: 'GEL', unit: 't' } })).toEqual(silent)
    expect(await found({ pricePerTonne: { amount: 0.5, currency: 'GEL', unit: 'm3' } })).toEqual(silent)
  }))

test('water a valley away is still shown, at the other end of the country it is not', () =>
  inTransaction(async (db) => {
    const matching = newMatching(await catalogueOf(db), dayOf(fixedClock))
    const at = async (municipality: string) =>
      listingOf(db, await organisation(db, municipality), {
        ...water,
        ref: municipality,
        title: `Water in ${municipality}`,
        place: { municipality },
      })
    const near = await at('kvareli')
    await at('batumi')
    const draft = { ...water, kind: 'offer' as const, place: { municipality: 'telavi' } }
    const { matches } = await preview(db, matching, draft, 10, fixedClock)
    expect(matches.map(({ listing }) => listing.id)).toEqual([near])
  }))
