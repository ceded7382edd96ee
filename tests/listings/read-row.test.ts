import { expect, test } from 'vitest'
import { rowReader } from '../../server/listings/import/read-row.ts'
import type { Recogniser } from '../../server/listings/import/recogniser.ts'
import { smallCatalogue } from './small-catalogue.ts'

/** Knows pomace when it reads of it. */
const recognise: Recogniser = ({ title }) =>
  /pomace/i.test(title)
    ? {
        targets: [{ targetKind: 'material', target: 'grape-pomace', factor: 1, inferredFrom: 'pomace' }],
        closest: [],
      }
    : { targets: [], closest: ['grape-seed', 'brick'] }

const sound = {
  ref: 'A1',
  kind: 'offer',
  organisation: 'Winery',
  municipality: 'Telavi',
  title: 'Grape pomace',
  quantity: '40',
  unit: 't',
}
const read = (cells: Record<string, string>) =>
  rowReader({ catalogue: smallCatalogue, recognise })({ line: 7, cells: { ...sound, ...cells }, fault: null })
const publication = (cells: Record<string, string>) => {
  const { good, cells: reading } = read(cells)
  if (!good) throw new Error(JSON.stringify(reading.refused))
  return good.publication
}
const refused = (cells: Record<string, string>) =>
  read(cells).cells.refused.map(({ column, code }) => `${column} ${code}`)

test('a row becomes a publication with its organisation', () => {
  expect(
    read({
      organisation_kind: 'municipality',
      nace: '11.02',
      lat: '41.9',
      lon: '45,5',
      description: 'Fresh and wet',
      waste_code: '02 07 01*',
      quantity: '1 250,5',
      unit: 'Tonnes',
      period: 'month',
      months: '9-10',
      basis: 'weighed',
      source: 'register',
      valid_from: '2026-09-01',
      price_per_tonne: '-5',
      price_currency: 'gel',
      present_operation: 'd1',
      present_input: 'Grape seed',
      present_cost_per_tonne: '20',
      present_cost_currency: 'GEL',
      packaging_form: 'big_bags',
      transport: 'either',
      audience: 'members',
      hazardous: 'no',
      minimum_lot_tonnes: '5',
      moisture_min: '55',
      moisture_max: '65',
      ash_max: '4',
    }).good,
  ).toMatchObject({
    registration: { ref: 'file:winery', name: 'Winery', kind: 'municipality', sector: '11.02' },
    inferredFrom: { 'material/grape-pomace': 'pomace' },
    publication: {
      ref: 'A1',
      kind: 'offer',
      title: 'Grape pomace',
      description: 'Fresh and wet',
      textLanguage: 'en',
      targets: [{ kind: 'material', id: 'grape-pomace', factor: 1 }],
      place: { lat: 41.9, lon: 45.5, municipality: 'telavi' },
      wasteCode: '020701',
      amount: 1250.5,
      unit: 't',
      period: 'month',
      months: [9, 10],
      validFrom: '2026-09-01',
      provenance: 'declared',
      basisNote: 'weighed',
      sourceNote: 'register',
      pricePerTonne: { amount: -5, currency: 'GEL' },
      presentOperation: 'D1',
      presentInput: 'grape-seed',
      presentCostPerTonne: { amount: 20, currency: 'GEL' },
      packagingForm: 'big_bags',
      transport: 'either',
      audience: 'members',
      hazardous: false,
      minimumLotTonnes: 5,
      specifications: [
        { property: 'moisture', minimum: 55, maximum: 65 },
        { property: 'ash', maximum: 4 },
      ],
    },
  })
})

test('what a row does not say stays unsaid', () => {
  expect(publication({ quantity: '', unit: '' })).toEqual({
    ref: 'A1',
    kind: 'offer',
    title: 'Grape pomace',
    textLanguage: 'en',
    provenance: 'declared',
    place: { municipality: 'telavi' },
    targets: [{ kind: 'material', id: 'grape-pomace', factor: 1 }],
  })
})

test('a row of energy, water, capacity, logistics or expertise needs no material, and counts as it is counted', () => {
  const heat = { resource_kind: 'Energy', title: 'Surplus heat', quantity: '900', unit: 'მგვტ·სთ' }
  expect(publication(heat)).toMatchObject({ resourceKind: 'energy', targets: [], amount: 900, unit: 'MWh' })
  const advice = { resource_kind: 'expertise', title: 'რჩევა', quantity: '40', unit: 'სთ' }
  expect(publication(advice)).toMatchObject({ resourceKind: 'expertise', targets: [], unit: 'h' })
  expect(refused({ ...advice, unit: 'MWh' })).toEqual(['unit unit_unfit'])
  const runs = { resource_kind: 'logistics', title: 'ცარიელი რეისი', quantity: '8', unit: 'რეისი' }
  expect(publication(runs)).toMatchObject({ resourceKind: 'logistics', amount: 8, unit: 'piece' })
  const price = { price_per_tonne: '60', price_currency: 'GEL' }
  expect(publication({ ...advice, ...price, price_unit: 'საათი' })).toMatchObject({
    pricePerTonne: { amount: 60, currency: 'GEL', unit: 'h' },
  })
  expect(refused({ ...advice, ...price })).toEqual(['price_unit unit_missing'])
  expect(refused({ ...advice, ...price, price_unit: 't' })).toEqual(['price_unit unit_unfit'])
  expect(refused({ ...advice, ...price, price_unit: 'day' })).toEqual(['price_unit not_in_list'])
})

test.each<[string, Record<string, string>, string[]]>([
  ['an unknown kind of resource', { resource_kind: 'luck' }, ['resource_kind not_in_list']],
  ['NaN tonnes', { quantity: 'NaN' }, ['quantity not_a_number']],
  ['endless tonnes', { quantity: 'Infinity' }, ['quantity not_a_number']],
  ['hexadecimal tonnes', { quantity: '0x10' }, ['quantity not_a_number']],
  ['negative tonnes', { quantity: '-4' }, ['quantity too_small']],
  ['no tonnes at all', { quantity: '0' }, ['quantity too_small']],
  ['too many tonnes', { quantity: '1e12' }, ['quantity too_large']],
  ['tonnes that may be thousands', { quantity: '10,732' }, ['quantity number_ambiguous']],
  ['tonnes without unit', { unit: '' }, ['unit unit_missing']],
  ['an unknown unit', { unit: 'stone' }, ['unit not_in_list']],
  ['a place off the planet', { lat: '95', lon: '45' }, ['lat site_outside_planet']],
  ['a place off the planet sideways', { lat: '41', lon: '-200' }, ['lon site_outside_planet']],
  ['half a point', { lat: '41.9' }, ['lon missing']],
  ['swapped degrees', { lat: '45.47', lon: '41.92' }, ['municipality place_disagrees']],
  ['no place', { municipality: '' }, ['municipality missing']],
  ['an unknown place', { municipality: 'Tellavi' }, ['municipality unknown_municipality']],
  ['an unknown code', { waste_code: '999999' }, ['waste_code unknown_waste_code']],
  ['half a code', { waste_code: '0207' }, ['waste_code unknown_waste_code']],
  ['months as a date', { months: '2026-10-09' }, ['months months_read_as_date']],
  ['months in words', { months: 'autumn' }, ['months months_unreadable']],
  [
    'a window that ends before it starts',
    { valid_from: '2026-10-02', valid_until: '2026-10-01' },
    ['valid_until window_ends_before_start'],
  ],
  ['a day that is not in the calendar', { valid_from: '2026-02-30' }, ['valid_from not_a_day']],
  ['a price without currency', { price_per_tonne: '4' }, ['price_currency missing']],
  ['an unknown sector', { nace: '99.99' }, ['nace unknown_sector']],
  ['an unknown operation', { present_operation: 'R99' }, ['present_operation unknown_operation']],
  ['an unknown input', { present_input: 'gold' }, ['present_input unknown_material']],
  ['a reversed range', { ash_min: '5', ash_max: '4' }, ['ash_max range_reversed']],
  ['an unknown material', { material: 'gold' }, ['material unknown_material']],
  ['too long a title', { title: `pomace ${'x'.repeat(200)}` }, ['title too_long']],
  ['a NUL', { description: 'a\0b' }, ['description bad_characters']],
  ['nothing recognised', { title: 'Things' }, ['title material_not_recognised']],
  [
    'everything wrong',
    { ref: '', kind: 'gift', organisation: ' ', title: '', quantity: 'x', unit: '?', municipality: '?' },
    [
      'organisation missing',
      'ref missing',
      'kind not_in_list',
      'title missing',
      'municipality unknown_municipality',
      'quantity not_a_number',
      'unit not_in_list',
    ],
  ],
])('%s is refused in its cell', (_, cells, expected) => {
  expect(refused(cells)).toEqual(expected)
  expect(read(cells).good).toBeNull()
})

test('a refused cell tells its line, its value and what would come close', () => {
  expect(read({ municipality: 'Tellavi' }).cells.refused).toEqual([
    {
      line: 7,
      column: 'municipality',
      value: 'Tellavi',
      code: 'unknown_municipality',
      params: { nearest: 'Telavi, Kvareli, Batumi' },
    },
  ])
  expect(read({ title: 'Things' }).cells.refused[0]?.params).toEqual({ nearest: 'grape-seed, brick' })
})

test('a row with a cell too many is refused as a whole', () => {
  const row = { line: 3, cells: sound, fault: { code: 'cells_too_many', params: { expected: 7, found: 8 } } }
  const reading = rowReader({ catalogue: smallCatalogue, recognise })(row)
  expect(reading).toMatchObject({
    good: null,
    cells: { refused: [{ line: 3, column: '', code: 'cells_too_many' }] },
  })
})

test('the second row with a ref is refused and points to the first', () => {
  const readRow = rowReader({ catalogue: smallCatalogue, recognise })
  expect(readRow({ line: 2, cells: sound, fault: null }).good).not.toBeNull()
  expect(readRow({ line: 3, cells: sound, fault: null }).cells.refused).toMatchObject([
    { column: 'ref', code: 'repeated', params: { line: 2 } },
  ])
})

test('places are known by either name, with or without capitals', () => {
  for (const municipality of ['telavi', ' TELAVI ', 'თელავი', 'Telavi Municipality'])
    expect(publication({ municipality }).place).toEqual({ municipality: 'telavi' })
})

test('a point within 500 m of the seat says no more than the municipality', () => {
  expect(publication({ lat: '41.9205', lon: '45.4735' }).place).toEqual({ municipality: 'telavi' })
  expect(publication({ lat: '41.93', lon: '45.4735' }).place).toEqual({
    lat: 41.93,
    lon: 45.4735,
    municipality: 'telavi',
  })
  expect(publication({ lat: '41.9205', lon: '45.4735', precision: 'exact' }).place).toMatchObject({
    precision: 'exact',
  })
})

test('a municipality that shall be shown as its region is', () => {
  expect(publication({ precision: 'region' }).place).toMatchObject({
    precision: 'region',
    municipality: 'telavi',
  })
})

test('a code that a spreadsheet took for a number has its zero back', () => {
  expect(publication({ waste_code: '20701' }).wasteCode).toBe('020701')
})

test('figures that were not measured are inferred', () => {
  for (const basis of ['derived: intake x 20 %', 'public page; else estimate', 'Illustrative: no known firm'])
    expect(publication({ basis }).provenance).toBe('inferred')
  for (const basis of ['Geostat', 'underived']) expect(publication({ basis }).provenance).toBe('declared')
})

test('materials that the row names go before what its text says', () => {
  expect(publication({ material: 'brick:0.7 | Timber : 0.2' }).targets).toEqual([
    { kind: 'material', id: 'brick', factor: 0.7 },
    { kind: 'material', id: 'timber', factor: 0.2 },
  ])
  expect(publication({ material: 'brick|timber' }).targets.map(({ factor }) => factor)).toEqual([0.5, 0.5])
  expect(publication({ kind: 'need', material: 'solid biofuel|timber' }).targets).toEqual([
    { kind: 'use', id: 'solid-biofuel', factor: 1 },
    { kind: 'material', id: 'timber', factor: 1 },
  ])
  expect(refused({ material: 'brick:0.9|timber:0.2' })).toEqual(['material composition_exceeds_whole'])
  expect(refused({ material: 'solid-biofuel' })).toEqual(['material offer_of_use'])
})

test('texts are kept to the letter, whatever they contain', () => {
  const hostile = `pomace '; drop table listing; -- <script>alert(1)</script> =cmd|' /C calc'!A0 \u202e %s \\ \${x}`
  expect(
    publication({ title: hostile, description: hostile, basis: hostile, source: hostile }),
  ).toMatchObject({
    title: hostile,
    description: hostile,
    basisNote: hostile,
    sourceNote: hostile,
  })
})
