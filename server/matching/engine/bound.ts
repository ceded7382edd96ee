import {
  COST_KNOWN,
  COST_MAX,
  COST_UNKNOWN,
  EMISSION_KNOWN,
  EMISSION_MAX,
  EMISSION_UNKNOWN,
  FACTOR_MAX,
  MARKS,
  MASS_KNOWN,
  MASS_MAX,
  MASS_MIN,
  MASS_UNKNOWN,
  MAX_X,
  MIN_X,
  MONTHS_UNKNOWN,
  SHARED_RANGES,
  TRUST_MAX,
  type Blocks,
} from './node.ts'
import type { Bridge } from './bridge.ts'
import { climateScore, savedPerTonne } from './criteria/climate.ts'
import { distanceScore, roadKm } from './criteria/distance.ts'
import { materialScore } from './criteria/material.ts'
import { propertiesIn, qualityScore } from './criteria/quality.ts'
import { quantityScore } from './criteria/quantity.ts'
import { monthCount } from './criteria/timing.ts'
import { trustScore } from './criteria/trust.ts'
import { netPerTonne, valueScore, worthPerTonne } from './criteria/value.ts'
import { BITS, COST, EMISSION, FACTOR, MASS, monthsOf, RANGES, SPREAD, TRUST, X, type Rows } from './entry.ts'
import type { Scorer } from './score.ts'

/** The listing that asks: one of its entries, and which side it stands on. */
export interface Asker {
  rows: Rows
  at: number
  pool: Float32Array
  isOffer: boolean
}

/** What no member of the node can exceed in score against the asker. Each criterion takes the member that would suit it best. */
export function boundOf(
  asker: Asker,
  blocks: Blocks,
  at: number,
  nodePool: Float32Array,
  bridge: Bridge,
  legalMax: number,
  scorer: Scorer,
): number {
  const { f, i } = blocks
  const q = asker.rows.f
  const a = asker.at
  const u = scorer.expected
  const marks = i[at + MARKS]!
  return (
    scorer.material * materialScore(bridge.pathScore, q[a + FACTOR]!, f[at + FACTOR_MAX]!) +
    scorer.trust * trustScore(q[a + TRUST]!, f[at + TRUST_MAX]!) +
    scorer.quantity * quantity(q[a + MASS]!, f[at + MASS_MIN]!, f[at + MASS_MAX]!, marks, u.quantity) +
    scorer.timing * timing(monthsOf(asker.rows.i[a + BITS]!), marks, asker.isOffer, u.timing) +
    costlyBoundOf(asker, blocks, at, nodePool, bridge, legalMax, scorer)
  )
}

/** The part of the bound that belongs to the criteria which are costly to score: with it, most members of a block are turned away by the cheap ones. */
export function costlyBoundOf(
  asker: Asker,
  blocks: Blocks,
  at: number,
  nodePool: Float32Array,
  bridge: Bridge,
  legalMax: number,
  scorer: Scorer,
): number {
  const { f, i } = blocks
  const q = asker.rows.f
  const a = asker.at
  const u = scorer.expected
  const marks = i[at + MARKS]!
  const { road, valueHalf, climateHalf } = scorer.policy
  const km = roadKm(nearestChordKm2(q, a, f, at), q[a + SPREAD]!, road.detourFactor, road.minimumKm)
  const haul = km * road.costPerTonneKm

  const ownCost = q[a + COST]!
  const otherCost = f[at + COST_MAX]!
  const disposal = asker.isOffer ? ownCost : otherCost
  const purchase = asker.isOffer ? otherCost : ownCost
  const stated = ownCost === ownCost && (marks & COST_KNOWN) !== 0
  const unstated = ownCost !== ownCost || (marks & COST_UNKNOWN) !== 0
  let worth = 1
  let value = 0
  if (stated) {
    worth = worthPerTonne(disposal, purchase, bridge.yieldRatio, 0)
    const s = valueScore(
      netPerTonne(disposal, purchase, bridge.yieldRatio, haul, bridge.processingCost),
      valueHalf,
    )
    value = s === s ? s : u.value
  }
  if (unstated) {
    worth = Math.max(worth, worthPerTonne(NaN, NaN, 1, bridge.catalogueWorth))
    value = Math.max(value, u.value)
  }

  return (
    scorer.quality * quality(asker, i[at + SHARED_RANGES]!, nodePool, u.quality) +
    scorer.distance * distanceScore(haul, worth) +
    scorer.value * value +
    scorer.climate *
      climate(
        asker,
        f[at + EMISSION_MAX]!,
        marks,
        bridge.yieldRatio,
        km * road.kgCo2ePerTonneKm,
        climateHalf,
        u.climate,
      ) +
    scorer.regulation * legalMax
  )
}

/** Squared straight line from the asker to the nearest point of the node's box. */
function nearestChordKm2(q: Float32Array, a: number, f: Float32Array, at: number): number {
  let sum = 0
  for (let axis = 0; axis < 3; axis++) {
    const place = q[a + X + axis]!
    const low = f[at + MIN_X + axis]! - place
    const high = place - f[at + MAX_X + axis]!
    const gap = low > 0 ? low : high > 0 ? high : 0
    sum += gap * gap
  }
  return sum
}

function quality(asker: Asker, shared: number, nodePool: Float32Array, expected: number): number {
  const own = asker.rows.i[asker.at + RANGES]!
  // Properties that only one side speaks of count as expected.
  if (shared < 0) return propertiesIn(asker.pool, own) & ~shared ? 1 : expected
  const s = asker.isOffer
    ? qualityScore(asker.pool, own, nodePool, shared, expected)
    : qualityScore(nodePool, shared, asker.pool, own, expected)
  return s === s ? s : expected
}

function quantity(own: number, min: number, max: number, marks: number, expected: number): number {
  if (!(own > 0)) return expected
  const best = marks & MASS_KNOWN ? quantityScore(own, own < min ? min : own > max ? max : own, 0, 0) : 0
  return marks & MASS_UNKNOWN ? Math.max(best, expected) : best
}

function timing(own: number, marks: number, isOffer: boolean, expected: number): number {
  if (own === 0) return expected
  const common = monthCount(own & marks)
  const best = isOffer ? common / monthCount(own) : common > 0 ? 1 : 0
  return marks & MONTHS_UNKNOWN ? Math.max(best, expected) : best
}

function climate(
  asker: Asker,
  emissionMax: number,
  marks: number,
  yieldRatio: number,
  haulEmission: number,
  half: number,
  expected: number,
): number {
  const own = asker.rows.f[asker.at + EMISSION]!
  const saved = (other: number) =>
    asker.isOffer
      ? savedPerTonne(own, other, yieldRatio, haulEmission)
      : savedPerTonne(other, own, yieldRatio, haulEmission)
  let best = 0
  if (marks & EMISSION_KNOWN) best = climateScore(saved(emissionMax), half)
  if (marks & EMISSION_UNKNOWN) best = Math.max(best, own === own ? climateScore(saved(NaN), half) : expected)
  return best
}
