import { expect, test } from 'vitest'
import { materialScore } from '../../../server/matching/engine/criteria/material.ts'

test('the path, the part of the mixture and the preference multiply', () => {
  expect(materialScore(0.9, 1, 1)).toBe(0.9)
  expect(materialScore(0.9, 0.5, 0.8)).toBeCloseTo(0.36, 12)
})

test('which side holds which factor makes no difference to the last bit', () => {
  expect(materialScore(0.7, 0.1, 0.3)).toBe(materialScore(0.7, 0.3, 0.1))
})
