import { expect, test } from 'vitest'
import { noParts, priceUnitIn, statedIn, type Parts } from '../../web/src/lib/search/parts.ts'
import { statedPrice } from '../../web/src/lib/exchanges/terms/stated-price.ts'

type Exchange = Parameters<typeof statedPrice>[0]
type Price = NonNullable<Exchange['offer']['pricePerTonne']>
const between = (asked: Price | null, paid: Price | null): Exchange =>
  ({
    offer: { resourceKind: 'water', pricePerTonne: asked },
    need: { resourceKind: 'water', pricePerTonne: paid },
  }) as Exchange

test('terms begin with the price asked for what they count, or else with the price paid for it', () => {
  const asked: Price = { amount: 0.0007, currency: 'GEL', vatIncluded: false, unit: 'l' }
  const paid: Price = { amount: 0.3, currency: 'EUR', unit: 'm3' }
  expect(statedPrice(between(asked, paid), 'm3')).toEqual({
    amount: 0.7,
    currency: 'GEL',
    vatIncluded: false,
  })
  expect(statedPrice(between(null, paid), 'm3')).toMatchObject({ amount: 0.3, currency: 'EUR' })
  expect(statedPrice(between({ ...asked, unit: 't' }, paid), 'm3')).toMatchObject({ amount: 0.3 })
  expect(statedPrice(between({ ...asked, unit: 't' }, null), 'm3')).toBeNull()
})

test('a price is for one of what the amount is counted in until another unit is chosen that fits', () => {
  const parts: Parts = {
    ...noParts(),
    resourceKind: 'capacity',
    quantity: { amount: 160, unit: 'h', period: 'year' },
    details: { ...noParts().details, price: 45 },
  }
  const place = { municipality: 'telavi' }
  expect(statedIn(parts, place, null).pricePerTonne).toEqual({ amount: 45, currency: 'GEL', unit: 'h' })
  const byPiece: Parts = { ...parts, details: { ...parts.details, priceUnit: 'piece' } }
  expect(priceUnitIn(byPiece)).toBe('piece')
  expect(priceUnitIn({ ...byPiece, resourceKind: 'energy', quantity: null })).toBe('MWh')
  expect(priceUnitIn({ ...byPiece, resourceKind: 'material' })).toBe('t')
})
