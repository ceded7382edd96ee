import {
  COST_KNOWN,
  COST_MAX,
  COST_UNKNOWN,
  EMISSION_KNOWN,
  EMISSION_MAX,
  EMISSION_UNKNOWN,
  MARKS,
  MASS_KNOWN,
  MASS_MAX,
  MASS_MIN,
  MASS_UNKNOWN,
  MAX_X,
  MIN_X,
  MONTHS_UNKNOWN,
  SHARED_RANGES,
  type Blocks,
} from './node.ts'
import { BITS, COST, EMISSION, MASS, MONTHS_MASK, RANGES, X, type Rows } from './entry.ts'
import { monthCount } from './criteria/timing.ts'
import type { Scorer } from './score.ts'

/** Along what a range of entries can be halved. 0–2 are the axes of space. */
const BY_MASS = 3
const BY_COST = 4
const BY_EMISSION = 5
const BY_MONTHS = 6
const BY_RANGES = 7

/** A haul is compared with this worth (policy currency per tonne) when the spread of places is turned into a spread of scores. */
const TYPICAL_WORTH = 150

/** The dimension along which the members of a node differ most in score. */
export function widestDimension({ f, i }: Blocks, at: number, scorer: Scorer): number {
  const { road, climateHalf, valueHalf } = scorer.policy
  const marks = i[at + MARKS]!
  let widest = 0
  let most = -1
  const consider = (dimension: number, spread: number) => {
    if (spread > most) {
      most = spread
      widest = dimension
    }
  }
  for (let axis = 0; axis < 3; axis++) {
    const haul = (f[at + MAX_X + axis]! - f[at + MIN_X + axis]!) * road.detourFactor * road.costPerTonneKm
    consider(axis, (scorer.distance + 0.5 * scorer.value) * (1 - Math.exp(-haul / TYPICAL_WORTH)))
  }
  const mixed = (known: number, unknown: number) => (marks & known && marks & unknown ? 0.3 : 0)
  const mass = marks & MASS_KNOWN ? 1 - f[at + MASS_MIN]! / f[at + MASS_MAX]! : 0
  consider(BY_MASS, scorer.quantity * Math.max(0.5 * mass, mixed(MASS_KNOWN, MASS_UNKNOWN)))
  const cost = marks & COST_KNOWN ? Math.max(0, f[at + COST_MAX]!) : 0
  consider(
    BY_COST,
    scorer.value * Math.max(mixed(COST_KNOWN, COST_UNKNOWN), (0.4 * cost) / (cost + 3 * valueHalf)),
  )
  const emission = marks & EMISSION_KNOWN ? Math.max(0, f[at + EMISSION_MAX]!) : 0
  consider(
    BY_EMISSION,
    scorer.climate *
      Math.max(mixed(EMISSION_KNOWN, EMISSION_UNKNOWN), (0.4 * emission) / (emission + 3 * climateHalf)),
  )
  const months = monthCount(marks) + (marks & MONTHS_UNKNOWN ? 1 : 0)
  consider(
    BY_MONTHS,
    months > 1 && months < 12
      ? 0.3 * scorer.timing
      : marks & MONTHS_UNKNOWN && months > 1
        ? 0.3 * scorer.timing
        : 0,
  )
  consider(BY_RANGES, i[at + SHARED_RANGES]! < 0 ? 0.3 * scorer.quality : 0)
  return widest
}

/** What entries are sorted by along a dimension; the unknown come first. */
export function splitKey(rows: Rows, row: number, dimension: number): number {
  switch (dimension) {
    case BY_MASS:
      return orFirst(rows.f[row + MASS]!)
    case BY_COST:
      return orFirst(rows.f[row + COST]!)
    case BY_EMISSION:
      return orFirst(rows.f[row + EMISSION]!)
    case BY_MONTHS:
      return rows.i[row + BITS]! & MONTHS_MASK
    case BY_RANGES:
      return rows.i[row + RANGES]!
    default:
      return rows.f[row + X + dimension]!
  }
}

const orFirst = (value: number): number => (value === value ? value : -Infinity)
