import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Totals } from '../../server/impact/store.ts'
import { LEAST_ORGANISATIONS } from '../../server/contract/impact.ts'
import { suppressed } from '../../server/impact/totals.ts'

const total = (key: string, organisations: number): Totals => ({
  key,
  organisations,
  shipments: organisations,
  tonnes: 10 * organisations,
  kgCo2eAvoided: 0,
  kgKnownTonnes: 0,
  supplierSaving: 0,
  supplierKnownTonnes: 0,
  receiverSaving: 0,
  receiverKnownTonnes: 0,
})
const shown = (organisations: number[]) =>
  suppressed(organisations.map((count, index) => total(`r${index}`, count))).map(
    (group) => !('suppressed' in group),
  )

test('a group of three organisations is shown, one of two is not', () => {
  expect(shown([3])).toEqual([true])
  expect(shown([2])).toEqual([false])
})

test('a hidden group is never alone, so that no difference tells it', () => {
  expect(shown([9, 4, 2])).toEqual([true, false, false])
  expect(shown([9, 2, 2])).toEqual([true, false, false])
})

test('whatever the groups: none below three is shown, and one hidden among several has company', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 2, max: 6 }), { minLength: 1, maxLength: 8 }), (counts) => {
      const visible = shown(counts)
      counts.forEach((count, index) => {
        if (count < LEAST_ORGANISATIONS) expect(visible[index]).toBe(false)
      })
      const hidden = visible.filter((isShown) => !isShown).length
      if (counts.length > 1) expect(hidden).not.toBe(1)
    }),
  )
})
