import type { Asker } from './bound.ts'
import type { Bridge } from './bridge.ts'
import { materialScore } from './criteria/material.ts'
import { quantityScore } from './criteria/quantity.ts'
import { monthCount } from './criteria/timing.ts'
import { trustScore } from './criteria/trust.ts'
import { BITS, FACTOR, MASS, monthsOf, TRUST } from './entry.ts'
import type { Scorer } from './score.ts'

/** What the cheap criteria look at in the listing that asks, read once for many candidates. */
export interface Own {
  isOffer: boolean
  factor: number
  trust: number
  mass: number
  months: number
}

export const ownOf = ({ rows, at, isOffer }: Asker): Own => ({
  isOffer,
  factor: rows.f[at + FACTOR]!,
  trust: rows.f[at + TRUST]!,
  mass: rows.f[at + MASS]!,
  months: monthsOf(rows.i[at + BITS]!),
})

/**
 * The most that the cheap criteria can add for one candidate: most candidates are turned away by it. Minimum lots and
 * periods of validity, which can only take away, are left to the score.
 * @param f entries of the other side
 * @param row where the candidate stands
 * @param bits its months
 */
export function cheapMost(
  own: Own,
  bridge: Bridge,
  f: Float32Array,
  row: number,
  bits: number,
  scorer: Scorer,
): number {
  const quantity = quantityScore(own.mass, f[row + MASS]!, 0, 0)
  return (
    scorer.material * materialScore(bridge.pathScore, own.factor, f[row + FACTOR]!) +
    scorer.trust * trustScore(own.trust, f[row + TRUST]!) +
    scorer.quantity * (quantity === quantity ? quantity : scorer.expected.quantity) +
    scorer.timing * timing(own, monthsOf(bits), scorer.expected.timing)
  )
}

function timing({ months, isOffer }: Own, others: number, expected: number): number {
  if (months === 0 || others === 0) return expected
  return monthCount(months & others) / monthCount(isOffer ? months : others)
}
