import { expect, test } from 'vitest'
import { parseMonths } from '../../server/listings/import/months.ts'
import { parseNumber } from '../../server/listings/import/number.ts'

test.each([
  ['9-10', [9, 10]],
  ['11,12,1', [1, 11, 12]],
  ['5–7', [5, 6, 7]],
  ['10-2', [1, 2, 10, 11, 12]],
  ['3; 9 - 10', [3, 9, 10]],
  ['1-12', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]],
  ['7', [7]],
])('months %s', (cell, months) => {
  expect(parseMonths(cell)).toEqual(months)
})

test.each(['0', '13', '9-13', '9-', '-', ',', '9..10', '1.5'])('months %s are unreadable', (cell) => {
  expect(parseMonths(cell)).toBe('months_unreadable')
})

test.each(['9-Oct', '10/Sep', '2026-10-09'])('months %s were turned into a date', (cell) => {
  expect(parseMonths(cell)).toBe('months_read_as_date')
})

test.each([
  ['1.5', 1.5],
  ['1,5', 1.5],
  ['10 732', 10732],
  ['10\u00a0732,25', 10732.25],
  ['-3', -3],
  ['1e3', 1000],
  ['0,125', 0.125],
  ['1.234', 1.234],
])('the number %s', (cell, number) => {
  expect(parseNumber(cell, 'amount')).toBe(number)
})

test('degrees with three decimals after a comma are no thousands', () => {
  expect(parseNumber('41,955', 'degrees')).toBe(41.955)
  expect(parseNumber('41,955', 'amount')).toBe('number_ambiguous')
})

test.each(['', 'NaN', '1,234.5', '1.2.3', '١٢', '4 t', '1 23', '--4', '1e999', '0x1f'])(
  '%j is not a number',
  (cell) => {
    expect(parseNumber(cell, 'amount')).toBe('not_a_number')
  },
)
