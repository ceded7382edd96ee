import type { ListingKind, ResourceKind } from '../../contract/words.ts'
import type { Measure } from '../../contract/measures.ts'
import { roadKm } from './criteria/distance.ts'
import { quantityScore } from './criteria/quantity.ts'
import { monthCount, timingScore, windowsMeet } from './criteria/timing.ts'
import { trustScore } from './criteria/trust.ts'
import { EARTH_RADIUS_KM } from './facts.ts'
import { findingOf, weigh, type Finding, type Judgement } from './findings.ts'
import type { Policy } from './policy.ts'

export type OtherKind = Exclude<ResourceKind, 'material'>

/** What is known of a listing of energy, water, capacity, logistics or expertise. NaN is unknown; days as in ListingFacts. */
export interface OtherFacts {
  id: number
  kind: ListingKind
  resourceKind: OtherKind
  organisation: number
  lon: number
  lat: number
  /** Radius of the disc in which the place lies; 0 for an exact point. */
  radiusKm: number
  /** A year, or once, in the unit that `measure` names. */
  amount: number
  /** Amounts of different measures cannot be compared. */
  measure: Measure | null
  /** Bit 0 is January; 0 is unknown. */
  months: number
  fromDay: number
  untilDay: number
  trust: number
}

/** A partner of the same kind of resource, with why. */
export interface OtherFound {
  listing: number
  score: number
  confidence: number
  distanceKm: number
  findings: Finding[]
}

/**
 * The k best partners of a listing that is no material: the other side of the same kind of resource, judged by how far
 * away, when, how much and how trustworthy, with the weights of the policy. Every candidate is scored.
 */
export function rankOtherKind(
  asking: OtherFacts,
  candidates: readonly OtherFacts[],
  k: number,
  policy: Policy,
): OtherFound[] {
  return candidates
    .filter(
      (other) =>
        other.kind !== asking.kind &&
        other.resourceKind === asking.resourceKind &&
        other.organisation !== asking.organisation,
    )
    .map((other) => judgeOtherKind(asking, other, policy))
    .sort((a, b) => b.score - a.score || a.listing - b.listing)
    .slice(0, k)
}

/** One pair, whoever of the two asks. */
export function judgeOtherKind(asking: OtherFacts, other: OtherFacts, policy: Policy): OtherFound {
  const [offer, need] = asking.kind === 'offer' ? [asking, other] : [other, asking]
  const { detourFactor, minimumKm } = policy.road
  const distanceKm = roadKm(chordKm2(offer, need), spreadKm2(offer, need), detourFactor, minimumKm)
  const findings = [
    findingOf('quantity', judgeAmount(offer, need), policy),
    findingOf('timing', judgeMonths(offer, need), policy),
    findingOf('distance', judgeReach(distanceKm, policy.reachKm[asking.resourceKind], policy), policy),
    findingOf('trust', judgeSides(offer, need, policy), policy),
  ]
  return { listing: other.id, distanceKm, findings, ...weigh(findings) }
}

function judgeAmount(offer: OtherFacts, need: OtherFacts): Judgement {
  const isComparable = offer.measure !== null && offer.measure === need.measure
  const score = isComparable ? quantityScore(offer.amount, need.amount, NaN, NaN) : NaN
  const numbers = { offered: offer.amount, wanted: need.amount }
  if (score !== score) {
    const remedy = offer.amount > 0 ? 'need_states_amount' : 'offer_states_amount'
    return offer.amount > 0 && need.amount > 0
      ? { score, reason: 'units_differ', remedy: null, numbers }
      : { score, reason: 'other_amount_unknown', remedy, numbers }
  }
  if (score >= 0.9) return { score, reason: 'other_amounts_match', remedy: null, numbers }
  return offer.amount < need.amount
    ? { score, reason: 'other_covers_part', remedy: 'pool_with_other_suppliers', numbers }
    : { score, reason: 'other_takes_part', remedy: 'split_between_takers', numbers }
}

function judgeMonths(offer: OtherFacts, need: OtherFacts): Judgement {
  const [offered, needed] = [windowOf(offer), windowOf(need)]
  const score = timingScore(offer.months, need.months, offered, needed)
  const numbers = {
    offerMonths: monthCount(offer.months),
    commonMonths: monthCount(offer.months & need.months),
    offerMask: offer.months,
    needMask: need.months,
  }
  if (!windowsMeet(offered, needed))
    return { score, reason: 'windows_never_meet', remedy: 'align_windows', numbers }
  if (score !== score) {
    const remedy = offer.months === 0 ? 'offer_states_months' : 'need_states_months'
    return { score, reason: 'months_unknown', remedy, numbers }
  }
  if (score >= 1) return { score, reason: 'months_match', remedy: null, numbers }
  const reason = score === 0 ? 'months_differ' : 'months_overlap'
  return { score, reason, remedy: 'find_partners_for_other_months', numbers }
}

function judgeReach(distanceKm: number, reachKm: number, policy: Policy): Judgement {
  const score = Math.exp(-distanceKm / reachKm)
  return {
    score,
    reason: distanceKm <= reachKm ? 'within_reach' : 'beyond_reach',
    remedy: score >= policy.outcome.met ? null : 'look_nearer',
    numbers: { distanceKm, reachKm },
  }
}

function judgeSides(offer: OtherFacts, need: OtherFacts, policy: Policy): Judgement {
  const score = trustScore(offer.trust, need.trust)
  const weaker = offer.trust < need.trust ? 'verify_offer' : 'verify_need'
  return {
    score,
    reason: 'trust_of_both_sides',
    remedy: score >= policy.outcome.met ? null : weaker,
    numbers: { offerTrust: offer.trust, needTrust: need.trust },
  }
}

/** The squared straight line through the sphere, km². */
function chordKm2(a: OtherFacts, b: OtherFacts): number {
  const [p, q] = [a, b].map(({ lon, lat }) => {
    const [l, f] = [(lon * Math.PI) / 180, (lat * Math.PI) / 180]
    return [Math.cos(f) * Math.cos(l), Math.cos(f) * Math.sin(l), Math.sin(f)]
  }) as [number[], number[]]
  return EARTH_RADIUS_KM ** 2 * p.reduce((sum, part, axis) => sum + (part - q[axis]!) ** 2, 0)
}

const spreadKm2 = (a: OtherFacts, b: OtherFacts): number => (a.radiusKm ** 2 + b.radiusKm ** 2) / 2

const windowOf = ({ fromDay, untilDay }: OtherFacts): number => (fromDay & 0xffff) | (untilDay << 16)
