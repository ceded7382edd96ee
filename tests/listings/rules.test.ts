import { expect, test } from 'vitest'
import { faultsOf, isHazardous, refuseUnsound } from '../../server/listings/rules.ts'
import type { Draft, Publication } from '../../server/listings/schema.ts'
import { Refusal } from '../../server/refusals.ts'
import { smallCatalogue } from './small-catalogue.ts'

const sound: Draft = {
  kind: 'offer',
  targets: [{ kind: 'material', id: 'grape-pomace' }],
  place: { municipality: 'telavi' },
}
const faults = (part: Partial<Draft> | Partial<Publication>) =>
  faultsOf({ ...sound, ...part }, smallCatalogue).map(({ field, code }) => `${field} ${code}`)
const material = (id: string, factor?: number) => ({
  kind: 'material' as const,
  id,
  ...(factor !== undefined && { factor }),
})

test('a sound draft has no faults', () => {
  expect(faults({})).toEqual([])
  expect(
    faults({
      amount: 40,
      unit: 't',
      wasteCode: '020701',
      presentOperation: 'D1',
      validFrom: '2026-09-01',
      validUntil: '2026-09-01',
      specifications: [{ property: 'moisture', minimum: 60, maximum: 60 }],
      targets: [material('brick', 0.7), material('timber', 0.3)],
    }),
  ).toEqual([])
})

test.each<[string, Partial<Publication>, string]>([
  ['an unknown material', { targets: [material('gold')] }, '/targets/0/id unknown_material'],
  ['a retired material', { targets: [material('old-name')] }, '/targets/0/id unknown_material'],
  ['an unknown use', { kind: 'need', targets: [{ kind: 'use', id: 'x' }] }, '/targets/0/id unknown_use'],
  ['a chapter instead of a code', { wasteCode: '02' }, '/wasteCode unknown_waste_code'],
  ['an unknown municipality', { place: { municipality: 'x' } }, '/place/municipality unknown_municipality'],
  ['an unknown operation', { presentOperation: 'R99' }, '/presentOperation unknown_operation'],
  ['an unknown input', { presentInput: 'gold' }, '/presentInput unknown_material'],
  ['an amount that is no number', { amount: NaN, unit: 't' }, '/amount not_a_number'],
  ['an endless amount', { amount: Infinity, unit: 't' }, '/amount not_a_number'],
  ['an amount without unit', { amount: 4 }, '/unit unit_missing'],
  [
    'a window that ends before it starts',
    { validFrom: '2026-10-02', validUntil: '2026-10-01' },
    '/validUntil window_ends_before_start',
  ],
  [
    'a reversed range',
    { specifications: [{ property: 'ash', minimum: 5, maximum: 4 }] },
    '/specifications/0 range_reversed',
  ],
  [
    'a property twice',
    { specifications: [{ property: 'ash', minimum: 5 }, { property: 'ash' }] },
    '/specifications/1/property duplicate_property',
  ],
  [
    'more than the whole',
    { targets: [material('brick', 0.7), material('timber', 0.31)] },
    '/targets composition_exceeds_whole',
  ],
  [
    'a target twice',
    { targets: [material('brick', 0.1), material('brick', 0.1)] },
    '/targets/1 duplicate_target',
  ],
  [
    'an offer of a use',
    { targets: [{ kind: 'use', id: 'compost-feedstock' }] },
    '/targets/0/kind offer_of_use',
  ],
  ['a place outside the planet', { place: { lon: 200, lat: 41 } }, '/place site_outside_planet'],
  [
    'latitude and longitude swapped',
    { place: { lon: 41.92, lat: 45.47, municipality: 'telavi' } },
    '/place place_disagrees',
  ],
  [
    'a blurred place far from every municipality',
    { place: { lon: 13.4, lat: 52.5, precision: 'municipality' } },
    '/place/precision place_without_municipality',
  ],
  [
    'a material priced by the hour',
    { pricePerTonne: { amount: 5, currency: 'GEL', unit: 'h' } },
    '/pricePerTonne/unit unit_unfit',
  ],
  [
    'heat priced by nobody knows what',
    { resourceKind: 'energy', targets: [], pricePerTonne: { amount: 35, currency: 'GEL' } },
    '/pricePerTonne/unit unit_missing',
  ],
  [
    'advice priced by the tonne',
    { resourceKind: 'expertise', targets: [], pricePerTonne: { amount: 60, currency: 'GEL', unit: 't' } },
    '/pricePerTonne/unit unit_unfit',
  ],
  ['a blank title', { title: ' \n' }, '/title text_blank'],
  ['a NUL', { title: 'a\0b' }, '/title text_unstorable'],
  ['half a character', { title: 'x', description: '\ud800' }, '/description text_unstorable'],
])('%s is refused', (_, part, fault) => {
  expect(faults(part)).toEqual([fault])
})

test('the price of a material goes by the tonne, said or not, that of all else by a unit of its kind', () => {
  const price = { amount: 35, currency: 'GEL' as const }
  expect(faults({ pricePerTonne: price })).toEqual([])
  expect(faults({ pricePerTonne: { ...price, unit: 't' } })).toEqual([])
  const runs = { resourceKind: 'logistics' as const, targets: [] }
  for (const unit of ['piece', 't', 'h'] as const)
    expect(faults({ ...runs, pricePerTonne: { ...price, unit } })).toEqual([])
})

test('a need may name uses, and its weights need not add up to one', () => {
  expect(
    faults({
      kind: 'need',
      targets: [{ kind: 'use', id: 'compost-feedstock' }, material('brick'), material('timber')],
    }),
  ).toEqual([])
})

test('an exact place may lie anywhere on the planet', () => {
  expect(faults({ place: { lon: 13.4, lat: 52.5 } })).toEqual([])
})

test('everything that is wrong is said at once, the first of it as the reason', () => {
  const draft = { ...sound, targets: [material('gold')], wasteCode: '999999', amount: NaN }
  const refused = (() => {
    try {
      refuseUnsound(draft, smallCatalogue)
    } catch (error) {
      return error
    }
    return null
  })()
  expect(refused).toBeInstanceOf(Refusal)
  expect(refused).toMatchObject({
    code: 'not_a_number',
    fields: [
      { field: '/amount', code: 'not_a_number' },
      { field: '/targets/0/id', code: 'unknown_material', params: { id: 'gold' } },
      { field: '/wasteCode', code: 'unknown_waste_code', params: { code: '999999' } },
      { field: '/unit', code: 'unit_missing' },
    ],
  })
})

test('a hazardous code makes a listing hazardous, whatever it says', () => {
  expect(isHazardous({ ...sound, wasteCode: '170503', hazardous: false }, smallCatalogue)).toBe(true)
  expect(isHazardous({ ...sound, wasteCode: '020701' }, smallCatalogue)).toBe(false)
  expect(isHazardous({ ...sound, wasteCode: '020701', hazardous: true }, smallCatalogue)).toBe(true)
})
