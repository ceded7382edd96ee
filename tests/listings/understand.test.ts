import { beforeAll, describe, expect, test } from 'vitest'
import type { ResourceKind } from '../../server/contract/words.ts'
import { understand } from '../../server/listings/understand/understand.ts'
import type { Catalogue } from '../../server/materials/catalogue.ts'
import type { Understanding } from '../../server/materials/schema.ts'
import { database } from '../setup/database.ts'
import { catalogue } from './market-of-telavi.ts'

let known: Catalogue
beforeAll(async () => {
  known = await catalogue((await database()).db)
})

const read = (text: string): Understanding => understand(known, { text })
const amount = (text: string) => {
  const { quantity } = read(text)
  return (
    quantity && `${quantity.amount} ${quantity.unit}/${quantity.period}${quantity.isEstimate ? ' ≈' : ''}`
  )
}

test('a whole sentence is taken apart, each part with the words that carried it', () => {
  const { kind, suggestions, quantity, months, place } = read(
    'We have grape pomace, 40 tonnes each autumn, near Telavi',
  )
  expect(kind).toBe('offer')
  expect(suggestions[0]).toMatchObject({
    kind: 'material',
    id: 'grape-pomace',
    matchedWords: ['grape', 'pomace'],
  })
  expect(quantity).toEqual({
    amount: 40,
    unit: 't',
    period: 'year',
    isEstimate: false,
    words: '40 tonnes each autumn',
  })
  expect(months).toEqual({ months: [9, 10, 11], words: 'each autumn' })
  expect(place).toMatchObject({ municipality: 'telavi', names: { ka: 'თელავი' }, words: 'near Telavi' })
})

test('the same sentence in Georgian', () => {
  const { kind, suggestions, quantity, months, place } = read(
    'გვაქვს ყურძნის ჭაჭა, 40 ტონა ყოველ შემოდგომაზე თელავთან ახლოს',
  )
  expect(kind).toBe('offer')
  expect(suggestions[0]).toMatchObject({ id: 'grape-pomace', matchedWords: ['ყურძნის', 'ჭაჭა'] })
  expect(quantity).toEqual({
    amount: 40,
    unit: 't',
    period: 'year',
    isEstimate: false,
    words: '40 ტონა ყოველ შემოდგომაზე',
  })
  expect(months).toEqual({ months: [9, 10, 11], words: 'ყოველ შემოდგომაზე' })
  expect(place).toMatchObject({ municipality: 'telavi', words: 'თელავთან ახლოს' })
})

test('what is not said stays unknown', () => {
  expect(read('sawdust')).toMatchObject({ kind: null, quantity: null, months: null, place: null })
  expect(read('?')).toEqual({ kind: null, suggestions: [], quantity: null, months: null, place: null })
})

describe('whether somebody has or wants something', () => {
  test.each([
    ['გვაქვს ნახერხი', 'offer'],
    ['ვყიდი ნახერხს', 'offer'],
    ['sawdust for sale', 'offer'],
    ['we want to get rid of old tyres', 'offer'],
    ['looking for a buyer of hazelnut shells', 'offer'],
    ['გვინდა გავყიდოთ მაკულატურა', 'offer'],
    ['ვეძებთ მყიდველს ჭაჭისთვის', 'offer'],
    ['გვჭირდება ნახერხი', 'need'],
    ['we need sawdust', 'need'],
    ['wanted: dry grape seeds', 'need'],
    ['ვიყიდი ჯართს', 'need'],
    ['does anyone have whey?', 'need'],
    ['we have to buy straw', 'need'],
    ['ვის აქვს ნამჯა?', 'need'],
    ['ნახერხი', null],
  ])('%s', (text, kind) => {
    expect(read(text).kind).toBe(kind)
  })
})

describe('how much', () => {
  test.each([
    ['sawdust 40 t', '40 t/year'],
    ['40t sawdust', '40 t/year'],
    ['1,200 kg of feathers a month', '1200 kg/month'],
    ['1 200 კგ ბუმბული თვეში', '1200 kg/month'],
    ['2.5 tonnes monthly', '2.5 t/month'],
    ['2,5 ტონა', '2.5 t/year'],
    ['ოცდახუთი ტონა', '25 t/year'],
    ['ორას ორმოცდაათი ტონა ნამჯა', '250 t/year'],
    ['two hundred and fifty tonnes', '250 t/year'],
    ['thirty-five tonnes', '35 t/year'],
    ['two and a half tonnes', '2.5 t/year'],
    ['half a tonne', '0.5 t/year'],
    ['ნახევარი ტონა', '0.5 t/year'],
    ['5 ათასი ტონა წიდა', '5000 t/year'],
    ['three thousand tonnes', '3000 t/year'],
    ['ნახერხის 10 კუბი თვეში', '10 m3/month'],
    ['12 m³ of sawdust per month', '12 m3/month'],
    ['12 cubic metres', '12 m3/year'],
    ['12 კუბური მეტრი', '12 m3/year'],
    ['500 litres of used cooking oil, once', '500 l/once'],
    ['ერთჯერადად 3 ტონა ჯართი', '3 t/once'],
    ['spent grain, 3 tonnes a week', '156 t/year ≈'],
    ['3 ტონა კვირაში', '156 t/year ≈'],
    ['4 t a week in autumn', '52 t/year ≈'],
    ['whey 2000 litres daily', '730000 l/year ≈'],
    ['ორი ფურა ნახერხი', '40 t/year ≈'],
    ['ორ ფურას ვყიდი', '40 t/year ≈'],
    ['a truckload of straw', '20 t/year ≈'],
    ['2 truck loads of straw', '40 t/year ≈'],
    ['10-20 tonnes of straw', '15 t/year ≈'],
    ['500 old tyres', '500 piece/year'],
    ['500 MWh of waste heat', '500 MWh/year'],
    ['200 broken pallets', '200 piece/year'],
    ['300 ცალი პალეტი', '300 piece/year'],
  ])('%s', (text, expected) => {
    expect(amount(text)).toBe(expected)
  })

  test.each([
    'used cooking oil in 20 litre canisters',
    'გამოყენებული საკვები ზეთი 20 ლიტრიან კანისტრებში',
    'sand in 25 kg bags',
    'price 50 GEL per tonne',
    'gravel 0/20 mm',
    'waste code 02 07 01',
    'truck tyres',
  ])('a size, a price or a code is no amount: %s', (text) => {
    expect(amount(text)).toBeNull()
  })
})

describe('when', () => {
  test.each([
    ['in autumn', [9, 10, 11]],
    ['each fall', [9, 10, 11]],
    ['შემოდგომობით', [9, 10, 11]],
    ['ზამთარში', [1, 2, 12]],
    ['during the vintage', [9, 10]],
    ['რთველის დროს', [9, 10]],
    ['from October to March', [1, 2, 3, 10, 11, 12]],
    ['September to November', [9, 10, 11]],
    ['Sept-Nov', [9, 10, 11]],
    ['between May and July', [5, 6, 7]],
    ['ოქტომბრიდან მარტამდე', [1, 2, 3, 10, 11, 12]],
    ['ოქტომბერ-ნოემბერში', [10, 11]],
    ['სექტემბერში და ნოემბერში', [9, 11]],
    ['in May', [5]],
    ['autumn and spring', [3, 4, 5, 9, 10, 11]],
    ['all year except summer', [1, 2, 3, 4, 5, 9, 10, 11, 12]],
    ['მთელი წელი ზაფხულის გარდა', [1, 2, 3, 4, 5, 9, 10, 11, 12]],
    ['all year round', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]],
  ])('%s', (text, months) => {
    expect(read(`sawdust ${text}`).months?.months).toEqual(months)
  })

  test.each(['may contain nails', 'fall protection nets', 'until March', 'მარტამდე'])(
    'no month, or only one end of a range: %s',
    (text) => {
      expect(read(`sawdust ${text}`).months).toBeNull()
    },
  )
})

describe('where', () => {
  test.each([
    ['near Telavi', 'telavi'],
    ['in kvareli', 'kvareli'],
    ['Batumi', 'batumi'],
    ['თელავთან', 'telavi'],
    ['ყვარელში', 'kvareli'],
    ['ბათუმიდან', 'batumi'],
    ['რუსთავის მახლობლად', 'rustavi'],
    ['ქუთაისში', 'kutaisi'],
    ['კასპში', 'kaspi'],
    ['ზესტაფონთან', 'zestaponi'],
    ['წინანდალში', 'tsinandali'],
    ['in Oni', 'oni'],
    ['near Televi', 'telavi'],
    ['თელავშთან ახლოს', 'telavi'],
    ['კახეთში', null],
  ])('%s', (text, municipality) => {
    expect(read(`ნახერხი ${text}`).place?.municipality ?? null).toBe(municipality)
  })

  test.each([
    ['in Tsinandali', 'telavi'],
    ['in Telavi', 'telavi'],
    ['in Batumi', 'batumi'],
  ])('the municipality that holds it: %s', (text, municipality) => {
    expect(read(`sawdust ${text}`).place?.within).toBe(municipality)
  })

  test.each(['of good quality', 'from our sawmill', 'in bags', 'საუკეთესო ხარისხის'])(
    'no place: %s',
    (text) => {
      expect(read(`sawdust ${text}`).place).toBeNull()
    },
  )
})

test('amounts are heard in the units of what is offered, hours only where that counts in hours', () => {
  const heard = (resourceKind: ResourceKind, text: string) => {
    const { quantity } = understand(known, { text, resourceKind })
    return quantity && `${quantity.amount} ${quantity.unit}/${quantity.period}`
  }
  expect(heard('energy', '900 MWh of heat a year in Batumi')).toBe('900 MWh/year')
  expect(heard('material', '900 MWh of heat a year in Batumi')).toBeNull()
  expect(heard('expertise', '40 hours of advice a year')).toBe('40 h/year')
  expect(heard('expertise', 'წელიწადში 40 საათი რჩევა, ყვარელი')).toBe('40 h/year')
  expect(heard('expertise', 'composting of 600 t of prunings')).toBeNull()
  expect(heard('logistics', '8 lorry runs a month to Tbilisi')).toBe('8 piece/month')
  expect(heard('logistics', 'თვეში 8 რეისი გურჯაანიდან თბილისში')).toBe('8 piece/month')
  expect(heard('logistics', 'Empty return run twice a month, 24 empty return runs a year')).toBe(
    '24 piece/year',
  )
  expect(heard('logistics', 'ორი ცარიელი რეისი თვეში')).toBe('2 piece/month')
  expect(heard('logistics', 'one lorry a week')).toBe('52 piece/year')
  expect(heard('logistics', '12 ფურა თვეში')).toBe('12 piece/month')
  expect(heard('logistics', '400 t of grain to Poti')).toBe('400 t/year')
  expect(heard('logistics', '10-ტონიანი მანქანა, 8 რეისი თვეში')).toBe('8 piece/month')
  expect(heard('capacity', '240 pallet places a month')).toBe('240 piece/month')
  expect(heard('capacity', '150 პალეტადგილი თვეში')).toBe('150 piece/month')
  expect(heard('expertise', '6 workshops')).toBe('6 piece/year')
  expect(heard('material', '2 lorries of straw')).toBe('40 t/year')
  expect(heard('material', 'pomace to be fetched within 24 hours, 40 t a year')).toBe('40 t/year')
  expect(amount('pomace to be fetched within 24 hours, 40 t a year')).toBe('40 t/year')
})
