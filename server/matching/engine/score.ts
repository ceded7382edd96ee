import type { Bridge } from './bridge.ts'
import { climateScore, savedPerTonne } from './criteria/climate.ts'
import { distanceScore, roadKm } from './criteria/distance.ts'
import { materialScore } from './criteria/material.ts'
import { qualityScore } from './criteria/quality.ts'
import { quantityScore } from './criteria/quantity.ts'
import { timingScore } from './criteria/timing.ts'
import { trustScore } from './criteria/trust.ts'
import { netPerTonne, valueScore, worthPerTonne } from './criteria/value.ts'
import {
  BITS,
  COST,
  EMISSION,
  FACTOR,
  legalClassOf,
  LOT,
  MASS,
  monthsOf,
  RANGES,
  SPREAD,
  TRUST,
  WINDOW,
  X,
  Y,
  Z,
  type Rows,
} from './entry.ts'
import type { Policy } from './policy.ts'

/** A pair that cannot come into the ranking: its score is below what was asked for, or a rule forbids it. */
export const BELOW = -1
export const VETO = -2

/** Sums of floating-point numbers in another order differ in the last bits; a bound is only trusted beyond this. */
export const SLACK = 1e-9

/** Squared straight line between two entries, km². */
export function chordKm2(a: Rows, aAt: number, b: Rows, bAt: number): number {
  const dx = a.f[aAt + X]! - b.f[bAt + X]!
  const dy = a.f[aAt + Y]! - b.f[bAt + Y]!
  const dz = a.f[aAt + Z]! - b.f[bAt + Z]!
  return dx * dx + dy * dy + dz * dz
}

/** Weights (summing to 1) and expectations as plain fields: what the inner loop reads. */
export class Scorer {
  readonly policy: Policy
  readonly material: number
  readonly quality: number
  readonly quantity: number
  readonly timing: number
  readonly distance: number
  readonly value: number
  readonly climate: number
  readonly regulation: number
  readonly trust: number
  /** The most that the costly criteria can add. */
  readonly costlyMax: number
  readonly expected: Record<keyof Policy['criteria'], number>

  constructor(policy: Policy) {
    const { criteria } = policy
    const total = Object.values(criteria).reduce((sum, say) => sum + say.weight, 0)
    this.policy = policy
    this.material = criteria.material.weight / total
    this.quality = criteria.quality.weight / total
    this.quantity = criteria.quantity.weight / total
    this.timing = criteria.timing.weight / total
    this.distance = criteria.distance.weight / total
    this.value = criteria.value.weight / total
    this.climate = criteria.climate.weight / total
    this.regulation = criteria.regulation.weight / total
    this.trust = criteria.trust.weight / total
    this.costlyMax = this.quality + this.distance + this.value + this.climate + this.regulation
    this.expected = Object.fromEntries(
      Object.entries(criteria).map(([name, say]) => [name, say.expectation]),
    ) as Scorer['expected']
  }

  /**
   * Score of one offer entry with one need entry: Σ w·s over the known criteria + Σ w·u over the unknown, weights summing to 1.
   * Cheap criteria come first; as soon as the others, worth at most `costlyMax`, could not lift the pair to `least`, it is BELOW.
   * The sum itself is always formed in the policy's order, so equal pairs get equal bits however they were reached.
   */
  pair(
    offers: Rows,
    offerAt: number,
    offerPool: Float32Array,
    needs: Rows,
    needAt: number,
    needPool: Float32Array,
    bridge: Bridge,
    least: number,
    costlyMax: number,
  ): number {
    const of = offers.f
    const nf = needs.f
    const u = this.expected
    const material =
      this.material * materialScore(bridge.pathScore, of[offerAt + FACTOR]!, nf[needAt + FACTOR]!)
    const trust = this.trust * trustScore(of[offerAt + TRUST]!, nf[needAt + TRUST]!)
    let s = quantityScore(of[offerAt + MASS]!, nf[needAt + MASS]!, of[offerAt + LOT]!, nf[needAt + LOT]!)
    const quantity = this.quantity * (s === s ? s : u.quantity)
    const offerBits = offers.i[offerAt + BITS]!
    const needBits = needs.i[needAt + BITS]!
    s = timingScore(
      monthsOf(offerBits),
      monthsOf(needBits),
      offers.i[offerAt + WINDOW]!,
      needs.i[needAt + WINDOW]!,
    )
    const timing = this.timing * (s === s ? s : u.timing)
    const early = material + trust + quantity + timing
    if (early + costlyMax < least - SLACK) return BELOW

    const legal = bridge.legalScore(legalClassOf(offerBits), legalClassOf(needBits))
    if (legal < 0) return VETO
    const regulation = this.regulation * legal

    const { road, valueHalf, climateHalf } = this.policy
    const km = roadKm(
      chordKm2(offers, offerAt, needs, needAt),
      of[offerAt + SPREAD]! + nf[needAt + SPREAD]!,
      road.detourFactor,
      road.minimumKm,
    )
    const haul = km * road.costPerTonneKm
    const disposalCost = of[offerAt + COST]!
    const purchaseCost = nf[needAt + COST]!
    const worth = worthPerTonne(disposalCost, purchaseCost, bridge.yieldRatio, bridge.catalogueWorth)
    const distance = this.distance * distanceScore(haul, worth)
    if (early + regulation + distance + this.quality + this.value + this.climate < least - SLACK) return BELOW

    s = valueScore(
      netPerTonne(disposalCost, purchaseCost, bridge.yieldRatio, haul, bridge.processingCost),
      valueHalf,
    )
    const value = this.value * (s === s ? s : u.value)
    s = climateScore(
      savedPerTonne(
        of[offerAt + EMISSION]!,
        nf[needAt + EMISSION]!,
        bridge.yieldRatio,
        km * road.kgCo2ePerTonneKm,
      ),
      climateHalf,
    )
    const climate = this.climate * (s === s ? s : u.climate)
    s = qualityScore(offerPool, offers.i[offerAt + RANGES]!, needPool, needs.i[needAt + RANGES]!, u.quality)
    const quality = this.quality * (s === s ? s : u.quality)
    return material + quality + quantity + timing + distance + value + climate + regulation + trust
  }
}
