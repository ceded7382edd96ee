import { expect, test } from 'vitest'
import { capacityOf, liesWithin, scheduleOf, type Stock } from '../../server/exchanges/stock/schedule.ts'

const stock = (changes: Partial<Stock> = {}): Stock => ({
  period: 'year',
  months: null,
  validFrom: null,
  validUntil: null,
  available: 120,
  ...changes,
})
const terms = { tonnes: 12, period: 'year', startsOn: '2026-01-01', endsOn: '2026-12-31' } as const
const tonnes = (slices: ReturnType<typeof scheduleOf>) =>
  slices.map(({ periodStart, tonnes }) => [periodStart, tonnes])
const SEPTEMBER_OCTOBER = 0b11_0000_0000

test('a yearly amount is reserved year by year', () => {
  const two = { ...terms, startsOn: '2026-07-01', endsOn: '2027-06-30' }
  expect(tonnes(scheduleOf(two, stock()))).toEqual([
    ['2026-01-01', 12],
    ['2027-01-01', 12],
  ])
})

test('monthly amounts add up in a yearly listing and yearly ones are cut into the months of a monthly one', () => {
  const quarter = { ...terms, period: 'month', startsOn: '2026-01-15', endsOn: '2026-03-10' } as const
  expect(tonnes(scheduleOf(quarter, stock()))).toEqual([['2026-01-01', 36]])
  const monthly = scheduleOf({ ...terms, tonnes: 10 }, stock({ period: 'month', months: SEPTEMBER_OCTOBER }))
  expect(monthly).toEqual([
    { periodStart: '2026-09-01', periodEnd: '2026-09-30', tonnes: 5 },
    { periodStart: '2026-10-01', periodEnd: '2026-10-31', tonnes: 5 },
  ])
})

test('an amount that is there once has one period, whenever it is moved', () => {
  const once = scheduleOf({ ...terms, period: 'once', endsOn: '2028-12-31' }, stock({ period: 'once' }))
  expect(once).toEqual([{ periodStart: '2000-01-01', periodEnd: '9999-12-31', tonnes: 12 }])
})

test('one load over the turn of the year is spread over its months', () => {
  const load = { ...terms, period: 'once', startsOn: '2026-11-01', endsOn: '2027-02-28' } as const
  expect(tonnes(scheduleOf(load, stock()))).toEqual([
    ['2026-01-01', 6],
    ['2027-01-01', 6],
  ])
})

test('thirds come to no more than the whole', () => {
  const slices = scheduleOf({ ...terms, tonnes: 10 }, stock({ period: 'month', months: 0b111 }))
  expect(slices.map(({ tonnes }) => tonnes)).toEqual([3.333333, 3.333333, 3.333333])
})

test('months in which a listing is not there reserve nothing', () => {
  const winter = { ...terms, startsOn: '2026-11-01', endsOn: '2027-02-28' }
  expect(scheduleOf(winter, stock({ months: SEPTEMBER_OCTOBER }))).toEqual([])
})

test('a monthly listing holds a month’s share of its year', () => {
  expect(capacityOf(stock({ period: 'month' }))).toBe(10)
  expect(capacityOf(stock({ period: 'month', months: SEPTEMBER_OCTOBER }))).toBe(60)
  expect(capacityOf(stock())).toBe(120)
  expect(capacityOf(stock({ available: null }))).toBeNull()
})

test('February of a leap year has 29 days', () => {
  const [, february] = scheduleOf(
    { ...terms, startsOn: '2028-01-01', endsOn: '2028-02-01' },
    stock({ period: 'month' }),
  )
  expect(february).toMatchObject({ periodStart: '2028-02-01', periodEnd: '2028-02-29' })
})

test('terms lie within the days of a listing or they do not', () => {
  expect(liesWithin(terms, stock({ validFrom: '2026-01-01', validUntil: '2026-12-31' }))).toBe(true)
  expect(liesWithin(terms, stock({ validFrom: '2026-01-02' }))).toBe(false)
  expect(liesWithin(terms, stock({ validUntil: '2026-12-30' }))).toBe(false)
})
