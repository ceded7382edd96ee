import { expect, test } from 'vitest'
import { climateScore, savedPerTonne } from '../../../server/matching/engine/criteria/climate.ts'

test('a tonne saves its present route and the input it replaces, less the haul', () => {
  expect(savedPerTonne(600, 200, 0.5, 20)).toBe(680)
})

test('a side that is unknown adds nothing; both unknown leave it unknown', () => {
  expect(savedPerTonne(600, NaN, 1, 20)).toBe(580)
  expect(savedPerTonne(NaN, 200, 1, 20)).toBe(180)
  expect(savedPerTonne(NaN, NaN, 1, 20)).toBeNaN()
})

test('the score is one half at the half value, none without a saving', () => {
  expect(climateScore(300, 300)).toBe(0.5)
  expect(climateScore(-1, 300)).toBe(0)
  expect(climateScore(NaN, 300)).toBeNaN()
})
