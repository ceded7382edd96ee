import { expect, test } from 'vitest'
import { judgeOtherKind, rankOtherKind, type OtherFacts } from '../../server/matching/engine/other-kinds.ts'
import { POLICY } from '../../server/matching/engine/policy.ts'

const heat: OtherFacts = {
  id: 1,
  kind: 'offer',
  resourceKind: 'energy',
  organisation: 1,
  lon: 45.47,
  lat: 41.92,
  radiusKm: 0,
  amount: 800,
  measure: 'MWh',
  months: 0b111111111111,
  fromDay: 0,
  untilDay: 65_535,
  trust: 0.5,
}
const wanted: OtherFacts = { ...heat, id: 2, kind: 'need', organisation: 2, lon: 45.49 }

test('the other side of the same kind is found, nearest first, never oneself', () => {
  const far = { ...wanted, id: 3, organisation: 3, lon: 46.2 }
  const candidates = [
    far,
    wanted,
    { ...wanted, id: 4, resourceKind: 'water' as const },
    { ...wanted, id: 5, organisation: 1 },
    { ...wanted, id: 6, kind: 'offer' as const },
  ]
  const found = rankOtherKind(heat, candidates, 10, POLICY)
  expect(found.map(({ listing }) => listing)).toEqual([2, 3])
  expect(found[0]!.score).toBeGreaterThan(found[1]!.score)
  expect(rankOtherKind(heat, candidates, 1, POLICY)).toEqual(found.slice(0, 1))
})

test('a pair scores alike whoever asks', () => {
  const { listing: _, ...there } = judgeOtherKind(heat, wanted, POLICY)
  const { listing: __, ...back } = judgeOtherKind(wanted, heat, POLICY)
  expect(back).toEqual(there)
})

test('what is not known is expected, not zero, and lowers the confidence', () => {
  const known = judgeOtherKind(heat, wanted, POLICY)
  const silent = judgeOtherKind(heat, { ...wanted, amount: NaN, months: 0 }, POLICY)
  expect(known.confidence).toBe(1)
  expect(silent.confidence).toBeLessThan(1)
  expect(silent.findings.map(({ reason }) => reason)).toEqual([
    'other_amount_unknown',
    'months_unknown',
    'within_reach',
    'trust_of_both_sides',
  ])
})

test('amounts of different measures are not compared; periods that never meet leave nothing', () => {
  const steam = judgeOtherKind(heat, { ...wanted, measure: 't' }, POLICY)
  expect(steam.findings[0]).toMatchObject({
    criterion: 'quantity',
    outcome: 'unknown',
    reason: 'units_differ',
  })
  const past = judgeOtherKind(heat, { ...wanted, untilDay: 10 }, POLICY)
  const later = judgeOtherKind({ ...heat, fromDay: 11 }, { ...wanted, untilDay: 10 }, POLICY)
  expect(past.findings[1]!.score).toBe(1)
  expect(later.findings[1]).toMatchObject({ score: 0, reason: 'windows_never_meet' })
})
