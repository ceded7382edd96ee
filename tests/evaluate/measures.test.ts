import { describe, expect, test } from 'vitest'
import { expectedRank, measured } from '../../server/matching/evaluate/measures.ts'

const isTrue =
  (...places: number[]) =>
  (at: number) =>
    places.includes(at)

describe('the rank of the first true candidate', () => {
  test('is its place when nothing is equal to it', () => {
    expect(expectedRank([0.9, 0.5, 0.7], isTrue(0))).toBe(1)
    expect(expectedRank([0.9, 0.5, 0.7], isTrue(1))).toBe(3)
  })

  test('is that of the best of several', () => {
    expect(expectedRank([0.9, 0.5, 0.7], isTrue(1, 2))).toBe(2)
  })

  test('is the middle of its equals', () => {
    expect(expectedRank([0.9, 0.5, 0.5, 0.5], isTrue(2))).toBe(3)
  })

  test('comes earlier when several of its equals are true', () => {
    expect(expectedRank([0.5, 0.5, 0.5, 0.5, 0.5], isTrue(0, 4))).toBe(2)
  })

  test('counts candidates that nothing speaks for as equals behind all others', () => {
    expect(expectedRank([0.9, 0, 0, 0], isTrue(3))).toBe(3)
  })
})

test('hits count what stands within the depth, and a rank between two places is a hit only below it', () => {
  const { hits, meanReciprocalRank } = measured([1, 2, 5.5, 20])
  expect(hits).toEqual([0.25, 0.5, 0.75, 1])
  expect(meanReciprocalRank).toBeCloseTo((1 + 1 / 2 + 1 / 5.5 + 1 / 20) / 4, 12)
})

test('without queries there is nothing to find', () => {
  expect(measured([])).toMatchObject({ hits: [0, 0, 0, 0], meanReciprocalRank: 0 })
})
