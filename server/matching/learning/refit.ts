import type { Criterion } from '../../contract/words.ts'
import type { Policy } from '../engine/policy.ts'
import type { Counted, Preference } from './outcomes.ts'

export type Weights = Record<Criterion, number>

/** Difference of scores at which an order counts as clear; the loss falls to a third over it. */
const CLEAR = 0.02
/** How much a weight's distance from today's costs: without it, few cases would move weights without end. */
const INERTIA = 3
/** Steps by which a weight is tried, largest first; each is kept while it helps. */
const STEPS = [0.02, 0.01, 0.005]
/** No criterion is switched off or left alone by a handful of cases. */
const BOUNDS = { least: 0.01, most: 0.5 }

export const weightsOf = (policy: Policy): Weights =>
  Object.fromEntries(Object.entries(policy.criteria).map(([name, { weight }]) => [name, weight])) as Weights

/** The score of what counts, as the engine adds it up. */
export function scoreOf(counted: Counted, weights: Weights): number {
  let sum = 0
  let all = 0
  for (const criterion of Object.keys(weights) as Criterion[]) {
    sum += weights[criterion] * counted[criterion]
    all += weights[criterion]
  }
  return sum / all
}

/** How many preferences weights get right. */
export const rightOf = (preferences: readonly Preference[], weights: Weights): number =>
  preferences.filter(({ better, worse }) => scoreOf(better, weights) > scoreOf(worse, weights)).length

/** Mean logistic loss over the preferences, plus what leaving today's weights costs. */
export function lossOf(preferences: readonly Preference[], weights: Weights, today: Weights): number {
  const misses = preferences.reduce(
    (sum, { better, worse }) =>
      sum + Math.log1p(Math.exp((scoreOf(worse, weights) - scoreOf(better, weights)) / CLEAR)),
    0,
  )
  const moved = (Object.keys(weights) as Criterion[]).reduce(
    (sum, criterion) => sum + (weights[criterion] - today[criterion]) ** 2,
    0,
  )
  return misses / Math.max(1, preferences.length) + INERTIA * moved
}

/**
 * Weights that fit preferences better than today's, by a coordinate search: each weight in turn a step up or down, as long
 * as the loss falls. Deterministic; the same preferences give the same weights.
 * @returns weights that add up to what today's add up to, rounded to three decimals
 */
export function fitWeights(preferences: readonly Preference[], today: Weights): Weights {
  const criteria = Object.keys(today) as Criterion[]
  const total = criteria.reduce((sum, criterion) => sum + today[criterion], 0)
  let weights = { ...today }
  let loss = lossOf(preferences, weights, today)
  for (const step of STEPS)
    for (let helped = true; helped;) {
      helped = false
      for (const criterion of criteria)
        for (const change of [step, -step]) {
          const tried = { ...weights, [criterion]: weights[criterion] + change }
          if (tried[criterion] < BOUNDS.least || tried[criterion] > BOUNDS.most) continue
          const lossThen = lossOf(preferences, normalised(tried, total), today)
          if (lossThen >= loss - 1e-9) continue
          weights = normalised(tried, total)
          loss = lossThen
          helped = true
        }
    }
  return rounded(weights)
}

function normalised(weights: Weights, total: number): Weights {
  const sum = Object.values(weights).reduce((a, b) => a + b, 0)
  return Object.fromEntries(
    Object.entries(weights).map(([criterion, weight]) => [criterion, (weight * total) / sum]),
  ) as Weights
}

const rounded = (weights: Weights): Weights =>
  Object.fromEntries(
    Object.entries(weights).map(([criterion, weight]) => [criterion, Math.round(weight * 1000) / 1000]),
  ) as Weights

/** The policy with other weights, under a version of its own. */
export const policyWith = (policy: Policy, weights: Weights, version: string): Policy => ({
  ...policy,
  version,
  criteria: Object.fromEntries(
    Object.entries(policy.criteria).map(([name, say]) => [
      name,
      { ...say, weight: weights[name as Criterion] },
    ]),
  ) as Policy['criteria'],
})
