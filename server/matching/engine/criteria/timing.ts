import { MONTHS_MASK } from '../entry.ts'

const MONTHS_IN = Uint8Array.from({ length: MONTHS_MASK + 1 }, (_, mask) => countBits(mask))

function countBits(mask: number): number {
  let count = 0
  for (let rest = mask; rest > 0; rest >>= 1) count += rest & 1
  return count
}

/** Number of months in a mask. */
export const monthCount = (mask: number): number => MONTHS_IN[mask & MONTHS_MASK]!

/** True when the two periods of validity share a day. Windows hold the from-day in the low, the until-day in the high 16 bits. */
export const windowsMeet = (offerWindow: number, needWindow: number): boolean =>
  (offerWindow & 0xffff) <= needWindow >>> 16 && (needWindow & 0xffff) <= offerWindow >>> 16

/**
 * The part of the offer's months in which the need can take it; periods of validity that never meet leave nothing.
 * @returns 0–1, or NaN when either side's months are unknown
 */
export function timingScore(
  offerMonths: number,
  needMonths: number,
  offerWindow: number,
  needWindow: number,
): number {
  if (!windowsMeet(offerWindow, needWindow)) return 0
  if (offerMonths === 0 || needMonths === 0) return NaN
  return monthCount(offerMonths & needMonths) / monthCount(offerMonths)
}
