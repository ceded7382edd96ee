import type { Criterion } from '../../contract/words.ts'
import {
  judgeClimate,
  judgeDistance,
  judgeMaterial,
  judgeQuality,
  judgeQuantity,
  judgeRegulation,
  judgeTiming,
  judgeTrust,
  judgeValue,
} from './judgements.ts'
import type { Bridge, Law } from './bridge.ts'
import { roadKm } from './criteria/distance.ts'
import { savedPerTonne } from './criteria/climate.ts'
import { worthPerTonne } from './criteria/value.ts'
import { COST, EMISSION, encodeEntry, newRows, SPREAD, type Rows } from './entry.ts'
import type { ListingFacts } from './facts.ts'
import { findingOf, weigh, type Finding, type Judgement } from './findings.ts'
import type { Policy } from './policy.ts'
import { RangePool } from './ranges.ts'
import { chordKm2 } from './score.ts'

/** An offer entry beside a need entry, with what the catalogue says between them and the haul worked out. */
export interface Pair {
  offer: ListingFacts
  need: ListingFacts
  offers: Rows
  needs: Rows
  pool: Float32Array
  bridge: Bridge
  law: Law
  policy: Policy
  km: number
  haulCost: number
  worth: number
}

export interface Explanation {
  score: number
  confidence: number
  findings: Finding[]
  distanceKm: number
  haulCostPerTonne: number
  worthPerTonne: number
  /** Road km at which the haul eats what the tonne is worth. */
  breakEvenKm: number
  /** null when neither the present route nor the present input is known. */
  kgCo2ePerTonne: number | null
}

/** The findings of one pair, in the policy's order. Everything is recomputed from the facts alone, through the same float32 rows that ranking reads. */
export function explain(
  offer: ListingFacts,
  offerTarget: number,
  need: ListingFacts,
  needTarget: number,
  bridge: Bridge,
  law: Law,
  policy: Policy,
): Explanation {
  const pair = pairUp(offer, offerTarget, need, needTarget, bridge, law, policy)
  const judged: Record<Criterion, Judgement> = {
    material: judgeMaterial(pair),
    quality: judgeQuality(pair),
    quantity: judgeQuantity(pair),
    timing: judgeTiming(pair),
    distance: judgeDistance(pair),
    value: judgeValue(pair),
    climate: judgeClimate(pair),
    regulation: judgeRegulation(pair),
    trust: judgeTrust(pair),
  }
  const findings = (Object.keys(judged) as Criterion[]).map((criterion) =>
    findingOf(criterion, judged[criterion], policy),
  )
  const { offers, needs, km } = pair
  const saved = savedPerTonne(
    offers.f[EMISSION]!,
    needs.f[EMISSION]!,
    bridge.yieldRatio,
    km * policy.road.kgCo2ePerTonneKm,
  )
  return {
    ...weigh(findings),
    findings,
    distanceKm: km,
    haulCostPerTonne: pair.haulCost,
    worthPerTonne: pair.worth,
    breakEvenKm: pair.worth / policy.road.costPerTonneKm,
    kgCo2ePerTonne: saved === saved ? saved : null,
  }
}

function pairUp(
  offer: ListingFacts,
  offerTarget: number,
  need: ListingFacts,
  needTarget: number,
  bridge: Bridge,
  law: Law,
  policy: Policy,
): Pair {
  const pool = new RangePool()
  const offers = newRows(1)
  const needs = newRows(1)
  const { mixtureExponent, road } = policy
  encodeEntry(
    offers,
    0,
    offer,
    offerTarget,
    law.classOf(offer.legal),
    pool.add(offer.properties),
    mixtureExponent,
  )
  encodeEntry(needs, 0, need, needTarget, law.classOf(need.legal), pool.add(need.properties), mixtureExponent)
  const km = roadKm(
    chordKm2(offers, 0, needs, 0),
    offers.f[SPREAD]! + needs.f[SPREAD]!,
    road.detourFactor,
    road.minimumKm,
  )
  const worth = worthPerTonne(offers.f[COST]!, needs.f[COST]!, bridge.yieldRatio, bridge.catalogueWorth)
  return {
    offer,
    need,
    offers,
    needs,
    pool: pool.values,
    bridge,
    law,
    policy,
    km,
    haulCost: km * road.costPerTonneKm,
    worth,
  }
}
