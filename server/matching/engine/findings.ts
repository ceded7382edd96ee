import type { Criterion, Outcome } from '../../contract/words.ts'
import type { Policy } from './policy.ts'

/** One criterion judged for one pair: codes and numbers, no sentences. */
export interface Finding {
  criterion: Criterion
  outcome: Outcome
  /** 0–1; null when unknown. */
  score: number | null
  weight: number
  /** What entered the sum: the score, or the policy's expectation. */
  counted: number
  reason: string
  /** What would raise it; null when nothing is left to gain. */
  remedy: string | null
  numbers: Record<string, number>
  /** Ids of the rules that apply (regulation only). */
  rules?: string[]
}

/** What a criterion says of a pair, before the policy weighs it. A score of NaN is unknown. */
export interface Judgement {
  score: number
  reason: string
  remedy: string | null
  numbers: Record<string, number>
  rules?: string[]
}

/** Turns a judgement into a finding under a policy. Numbers that are not finite are left out: they are unknown. */
export function findingOf(criterion: Criterion, judgement: Judgement, policy: Policy): Finding {
  const { weight, expectation } = policy.criteria[criterion]
  const known = judgement.score === judgement.score
  const veto = judgement.score < 0
  return {
    criterion,
    outcome: outcomeOf(judgement.score, policy),
    score: known ? Math.max(0, judgement.score) : null,
    weight,
    counted: veto ? 0 : known ? judgement.score : expectation,
    reason: judgement.reason,
    remedy: judgement.remedy,
    numbers: finiteAmong(judgement.numbers),
    ...(judgement.rules ? { rules: judgement.rules } : {}),
  }
}

/** Written as a loop, since it runs nine times for each of a hundred thousand pairs. */
function finiteAmong(numbers: Readonly<Record<string, number>>): Record<string, number> {
  const finite: Record<string, number> = {}
  for (const name in numbers) if (Number.isFinite(numbers[name])) finite[name] = numbers[name]!
  return finite
}

function outcomeOf(score: number, policy: Policy): Outcome {
  if (score !== score) return 'unknown'
  if (score < 0) return 'veto'
  if (score >= policy.outcome.met) return 'met'
  return score >= policy.outcome.partial ? 'partial' : 'unmet'
}

/** Score and confidence of a list of findings: Σ weight·counted / Σ weight, and the part of the weight that is known. A veto leaves nothing. */
export function weigh(findings: readonly Finding[]): { score: number; confidence: number } {
  let weight = 0
  let sum = 0
  let known = 0
  for (const finding of findings) {
    weight += finding.weight
    sum += finding.weight * finding.counted
    if (finding.outcome !== 'unknown') known += finding.weight
  }
  const vetoed = findings.some((finding) => finding.outcome === 'veto')
  return { score: vetoed ? 0 : sum / weight, confidence: known / weight }
}
