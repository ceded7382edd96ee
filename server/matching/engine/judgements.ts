import { climateScore, savedPerTonne } from './criteria/climate.ts'
import { distanceScore } from './criteria/distance.ts'
import { materialScore } from './criteria/material.ts'
import { findProperty, qualityScore } from './criteria/quality.ts'
import { quantityScore } from './criteria/quantity.ts'
import { monthCount, timingScore, windowsMeet } from './criteria/timing.ts'
import { trustScore } from './criteria/trust.ts'
import { netPerTonne, valueScore } from './criteria/value.ts'
import {
  BITS,
  COST,
  EMISSION,
  FACTOR,
  legalClassOf,
  LOT,
  MASS,
  monthsOf,
  PRICE,
  RANGES,
  TRUST,
  WINDOW,
} from './entry.ts'
import type { Judgement } from './findings.ts'
import type { Pair } from './explain.ts'

export function judgeMaterial({ offers, needs, bridge }: Pair): Judgement {
  const part = offers.f[FACTOR]!
  const score = materialScore(bridge.pathScore, part, needs.f[FACTOR]!)
  const direct = bridge.pathScore >= 0.97
  return {
    score,
    reason: part < 0.999 ? 'part_of_mixture' : direct ? 'same_material' : 'by_catalogue_path',
    remedy: part < 0.999 ? 'sort_at_source' : score < 0.75 ? 'name_material_precisely' : null,
    numbers: {
      pathScore: bridge.pathScore,
      offerFactor: part,
      needFactor: needs.f[FACTOR]!,
      yieldRatio: bridge.yieldRatio,
    },
  }
}

export function judgeQuality({ offers, needs, pool, policy }: Pair): Judgement {
  const offerAt = offers.i[RANGES]!
  const needAt = needs.i[RANGES]!
  const score = qualityScore(pool, offerAt, pool, needAt, policy.criteria.quality.expectation)
  const wanted = needAt === 0 ? 0 : pool[needAt]!
  let stated = 0
  for (let n = 0; n < wanted; n++) if (findProperty(pool, offerAt, pool[needAt + 1 + n * 3]!) > 0) stated++
  const numbers = { wanted, stated }
  if (wanted === 0)
    return { score, reason: 'no_requirements_stated', remedy: 'need_states_requirements', numbers }
  if (stated === 0)
    return { score, reason: 'properties_not_stated', remedy: 'offer_states_properties', numbers }
  if (score >= 1) return { score, reason: 'within_requirements', remedy: null, numbers }
  return stated < wanted
    ? { score, reason: 'some_properties_not_stated', remedy: 'offer_states_properties', numbers }
    : { score, reason: 'outside_requirements', remedy: 'treat_to_requirements', numbers }
}

export function judgeQuantity({ offers, needs }: Pair): Judgement {
  const offered = offers.f[MASS]!
  const wanted = needs.f[MASS]!
  const score = quantityScore(offered, wanted, offers.f[LOT]!, needs.f[LOT]!)
  const numbers = {
    offeredTonnes: offered,
    wantedTonnes: wanted,
    offerLotTonnes: offers.f[LOT]!,
    needLotTonnes: needs.f[LOT]!,
  }
  if (score !== score)
    return {
      score,
      reason: 'amount_unknown',
      remedy: offered > 0 ? 'need_states_amount' : 'offer_states_amount',
      numbers,
    }
  if (score === 0) return { score, reason: 'below_minimum_lot', remedy: 'lower_minimum_lot', numbers }
  if (score >= 0.9) return { score, reason: 'amounts_match', remedy: null, numbers }
  return offered < wanted
    ? { score, reason: 'covers_part_of_need', remedy: 'pool_with_other_suppliers', numbers }
    : { score, reason: 'takes_part_of_offer', remedy: 'split_between_takers', numbers }
}

export function judgeTiming({ offers, needs }: Pair): Judgement {
  const offerMonths = monthsOf(offers.i[BITS]!)
  const needMonths = monthsOf(needs.i[BITS]!)
  const score = timingScore(offerMonths, needMonths, offers.i[WINDOW]!, needs.i[WINDOW]!)
  const numbers = {
    offerMonths: monthCount(offerMonths),
    commonMonths: monthCount(offerMonths & needMonths),
    offerMask: offerMonths,
    needMask: needMonths,
  }
  if (!windowsMeet(offers.i[WINDOW]!, needs.i[WINDOW]!))
    return { score, reason: 'windows_never_meet', remedy: 'align_windows', numbers }
  if (score !== score)
    return {
      score,
      reason: 'months_unknown',
      remedy: offerMonths === 0 ? 'offer_states_months' : 'need_states_months',
      numbers,
    }
  if (score >= 1) return { score, reason: 'months_match', remedy: null, numbers }
  return {
    score,
    reason: score === 0 ? 'months_differ' : 'months_overlap',
    remedy: 'store_between_months',
    numbers,
  }
}

export function judgeDistance({ km, haulCost, worth, policy, offers, needs }: Pair): Judgement {
  const score = distanceScore(haulCost, worth)
  const breakEvenKm = worth / policy.road.costPerTonneKm
  const stated = offers.f[COST]! + needs.f[COST]!
  return {
    score,
    reason: km <= breakEvenKm ? 'within_break_even' : 'beyond_break_even',
    remedy: score >= policy.outcome.met ? null : stated === stated ? 'share_the_haul' : 'state_present_costs',
    numbers: { distanceKm: km, haulCost, worth, breakEvenKm, costPerTonneKm: policy.road.costPerTonneKm },
  }
}

export function judgeValue({ offers, needs, bridge, haulCost, policy }: Pair): Judgement {
  const disposal = offers.f[COST]!
  const purchase = needs.f[COST]!
  const price = offers.f[PRICE]!
  const net = netPerTonne(disposal, purchase, bridge.yieldRatio, haulCost, bridge.processingCost)
  const score = valueScore(net, policy.valueHalf)
  const numbers = {
    avoidedDisposal: disposal,
    avoidedPurchase: purchase * bridge.yieldRatio,
    haulCost,
    processingCost: bridge.processingCost,
    net,
    share: net / 2,
    price,
    takerGain: purchase * bridge.yieldRatio - price - haulCost - bridge.processingCost,
    half: policy.valueHalf,
  }
  if (score !== score) {
    if (disposal !== disposal)
      return { score, reason: 'value_unknown', remedy: 'offer_states_present_cost', numbers }
    if (purchase !== purchase)
      return { score, reason: 'value_unknown', remedy: 'need_states_present_price', numbers }
    return { score, reason: 'processing_cost_unknown', remedy: 'ask_processor_for_cost', numbers }
  }
  if (net <= 0) return { score, reason: 'no_gain', remedy: 'share_the_haul', numbers }
  if (numbers.takerGain < 0) return { score, reason: 'price_too_high', remedy: 'lower_price', numbers }
  return { score, reason: 'gain', remedy: score < policy.outcome.met ? 'share_the_haul' : null, numbers }
}

export function judgeClimate({ offers, needs, bridge, km, policy }: Pair): Judgement {
  const route = offers.f[EMISSION]!
  const input = needs.f[EMISSION]!
  const haulEmission = km * policy.road.kgCo2ePerTonneKm
  const saved = savedPerTonne(route, input, bridge.yieldRatio, haulEmission)
  const score = climateScore(saved, policy.climateHalf)
  const numbers = {
    routeEmission: route,
    inputEmission: input * bridge.yieldRatio,
    haulEmission,
    saved,
    half: policy.climateHalf,
  }
  const remedy =
    route !== route ? 'offer_states_present_route' : input !== input ? 'need_states_present_input' : null
  if (score !== score) return { score, reason: 'climate_unknown', remedy, numbers }
  if (saved <= 0) return { score, reason: 'no_saving', remedy: remedy ?? 'share_the_haul', numbers }
  return { score, reason: remedy ? 'saving_in_part_known' : 'saving', remedy, numbers }
}

export function judgeRegulation({ offers, needs, bridge }: Pair): Judgement {
  const found = bridge.legalFinding(legalClassOf(offers.i[BITS]!), legalClassOf(needs.i[BITS]!))
  const remedies: Record<typeof found.reason, string | null> = {
    no_rule_known: null,
    notice: 'clear_with_authority',
    permit_recorded: null,
    permit_missing: 'taker_records_permit',
    hazardous_without_permit: 'taker_records_permit',
    forbidden: 'choose_other_use',
  }
  return {
    score: found.score,
    reason: found.reason,
    remedy: remedies[found.reason],
    numbers: {},
    rules: found.rules,
  }
}

export function judgeTrust({ offers, needs, policy }: Pair): Judgement {
  const offerTrust = offers.f[TRUST]!
  const needTrust = needs.f[TRUST]!
  const score = trustScore(offerTrust, needTrust)
  return {
    score,
    reason: 'trust_of_both_sides',
    remedy: score >= policy.outcome.met ? null : offerTrust < needTrust ? 'verify_offer' : 'verify_need',
    numbers: { offerTrust, needTrust },
  }
}
