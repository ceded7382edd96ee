import { expect, test } from 'vitest'
import { netPerTonne, valueScore, worthPerTonne } from '../../../server/matching/engine/criteria/value.ts'

test('both sides gain what is avoided less haul and processing', () => {
  expect(netPerTonne(40, 100, 1, 24, 10)).toBe(106)
  expect(netPerTonne(40, 100, 0.5, 24, 10)).toBe(56)
})

test('an unknown part leaves the gain unknown', () => {
  expect(netPerTonne(NaN, 100, 1, 24, 0)).toBeNaN()
  expect(valueScore(netPerTonne(40, NaN, 1, 24, 0), 60)).toBeNaN()
})

test('the score is one half at the half value, none without a gain', () => {
  expect(valueScore(60, 60)).toBe(0.5)
  expect(valueScore(-3, 60)).toBe(0)
})

test('a tonne is worth what both sides state, else the catalogue’s order of magnitude, never nothing', () => {
  expect(worthPerTonne(40, 100, 1, 15)).toBe(140)
  expect(worthPerTonne(40, NaN, 1, 15)).toBe(15)
  expect(worthPerTonne(-40, 10, 1, 15)).toBe(1)
})
