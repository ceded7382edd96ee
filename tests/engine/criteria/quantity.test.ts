import { describe, expect, test } from 'vitest'
import { quantityScore } from '../../../server/matching/engine/criteria/quantity.ts'

describe('amounts', () => {
  test('that are equal fit fully', () => expect(quantityScore(40, 40, NaN, NaN)).toBe(1))
  test('a small offer is taken whole and covers a part', () =>
    expect(quantityScore(50, 500, NaN, NaN)).toBeCloseTo(0.55, 12))
  test('a small need is covered whole and takes a part', () =>
    expect(quantityScore(500, 50, NaN, NaN)).toBeCloseTo(0.55, 12))
  test('are unknown as soon as one of them is', () => {
    expect(quantityScore(NaN, 50, NaN, NaN)).toBeNaN()
    expect(quantityScore(50, NaN, NaN, NaN)).toBeNaN()
  })
  test('below the other side’s minimum lot leave nothing', () => {
    expect(quantityScore(10, 500, NaN, 20)).toBe(0)
    expect(quantityScore(500, 10, 20, NaN)).toBe(0)
    expect(quantityScore(20, 500, NaN, 20)).toBeGreaterThan(0.5)
  })
})
