import { describe, expect, test } from 'vitest'
import { monthCount, timingScore, windowsMeet } from '../../../server/matching/engine/criteria/timing.ts'

const VINTAGE = 0b0011_0000_0000
const ALL_YEAR = 0xfff
const OPEN = (0xffff << 16) | 0
const window = (from: number, until: number) => from | (until << 16)

describe('months', () => {
  test('are counted', () => expect(monthCount(VINTAGE)).toBe(2))
  test('of the offer in which the need takes it are what counts', () => {
    expect(timingScore(VINTAGE, ALL_YEAR, OPEN, OPEN)).toBe(1)
    expect(timingScore(ALL_YEAR, VINTAGE, OPEN, OPEN)).toBeCloseTo(2 / 12, 12)
    expect(timingScore(VINTAGE, 0b111, OPEN, OPEN)).toBe(0)
  })
  test('of either side unknown leave the criterion unknown', () => {
    expect(timingScore(0, ALL_YEAR, OPEN, OPEN)).toBeNaN()
    expect(timingScore(VINTAGE, 0, OPEN, OPEN)).toBeNaN()
  })
})

describe('periods of validity', () => {
  test('meet when they share a day', () => {
    expect(windowsMeet(window(100, 200), window(200, 300))).toBe(true)
    expect(windowsMeet(window(100, 199), window(200, 300))).toBe(false)
    expect(windowsMeet(OPEN, window(65_000, 65_535))).toBe(true)
  })
  test('that never meet leave nothing, whatever the months', () =>
    expect(timingScore(ALL_YEAR, ALL_YEAR, window(100, 199), window(200, 300))).toBe(0))
})
