import { describe, expect, test } from 'vitest'
import { fit, qualityScore } from '../../../server/matching/engine/criteria/quality.ts'
import { RangePool } from '../../../server/matching/engine/ranges.ts'

const MOISTURE = 0
const PURITY = 1
const range = (property: number, minimum: number, maximum: number) => ({ property, minimum, maximum })

describe('a measured range against an accepted one', () => {
  test('inside is a full fit, its own ends included', () => expect(fit(8, 12, 0, 12)).toBe(1))
  test('half over the limit is half a fit', () => expect(fit(10, 18, -Infinity, 12)).toBeCloseTo(0.5, 12))
  test('twice the limit is none', () => expect(fit(20, 24, -Infinity, 12)).toBe(0))
  test('too little is judged like too much', () => expect(fit(60, 70, 80, Infinity)).toBeCloseTo(0.75, 12))
  test('an open measured end is taken at its known one', () =>
    expect(fit(-Infinity, 18, -Infinity, 12)).toBeCloseTo(0.5, 12))
})

describe('the quality of an offer for a need', () => {
  const pool = new RangePool()
  const dryAndPure = pool.add([range(MOISTURE, 0, 12), range(PURITY, 95, 100)])
  const dry = pool.add([range(MOISTURE, 8, 10)])
  const wetAndPure = pool.add([range(MOISTURE, 18, 18), range(PURITY, 98, 99)])
  const score = (offer: number, need: number) => qualityScore(pool.values, offer, pool.values, need, 0.5)

  test('is unknown when the need asks for nothing', () => expect(score(dry, 0)).toBeNaN())
  test('is unknown when the offer states nothing of what is asked for', () =>
    expect(score(0, dryAndPure)).toBeNaN())
  test('counts an unstated property as expected', () => expect(score(dry, dryAndPure)).toBe(0.75))
  test('is the mean over what is asked for', () =>
    expect(score(wetAndPure, dryAndPure)).toBeCloseTo(0.75, 12))
})

test('equal lists of ranges are kept once', () => {
  const pool = new RangePool()
  const first = pool.add([range(MOISTURE, 0, 12)])
  expect(pool.add([range(MOISTURE, 0, 12)])).toBe(first)
  expect(pool.add([range(MOISTURE, 0, 13)])).not.toBe(first)
  expect(pool.add([])).toBe(0)
})
