import { expect, test } from 'vitest'
import { sideTrust, trustScore } from '../../../server/matching/engine/criteria/trust.ts'
import { POLICY } from '../../../server/matching/engine/policy.ts'

test('a side is trusted by provenance, verification and completed exchanges', () => {
  expect(sideTrust('declared', false, 0, POLICY)).toBeCloseTo(0.3, 12)
  expect(sideTrust('verified', true, 3, POLICY)).toBeCloseTo(0.5 + 0.3 + 0.1, 12)
  expect(sideTrust('inferred', false, 0, POLICY)).toBeLessThan(sideTrust('declared', false, 0, POLICY))
})

test('a pair is trusted as the mean of its sides', () => expect(trustScore(0.2, 0.8)).toBe(0.5))
