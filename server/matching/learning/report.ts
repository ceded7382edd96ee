import type { Criterion, Outcome } from '../../contract/words.ts'
import type { Policy } from '../engine/policy.ts'
import {
  CRITERION_OF,
  DECLINE_REASONS,
  DECLINERS,
  type Decliner,
  type DeclineReason,
  type JudgedProposal,
} from './outcomes.ts'

/** What the engine had said of the very thing for which somebody then declined or dismissed. */
export interface ReasonLine {
  reason: DeclineReason
  /** A side that declined, or a facilitator who dismissed. */
  by: Decliner
  criterion: Criterion | null
  /** How often it was given. */
  times: number
  /** How the criterion had read; empty where none could see it coming. */
  said: Record<Exclude<Outcome, 'veto'>, number>
  /** Proposals that came first for their offer and were declined for this although the criterion had read as met. */
  wronglyFirst: number[]
}

export interface LearningReport {
  proposals: number
  /** By a side. */
  declined: number
  /** By a facilitator, while no side declined. */
  dismissed: number
  succeeded: number
  reasons: ReasonLine[]
  /** Mean rank among the proposals of the same offer; null without any. */
  meanRank: { succeeded: number | null; declined: number | null }
  /** Succeeded proposals that had ranked below one of the same offer that was declined. */
  upsets: { succeeded: number; declined: number }[]
}

/** Where the ranking was wrong, as far as people have said so. Pure; says nothing about proposals that nobody answered. */
export function learningReport(proposals: readonly JudgedProposal[], policy: Policy): LearningReport {
  const ranks = ranksWithinOffer(proposals)
  const failed = proposals.filter(({ declined, succeeded }) => declined !== null && !succeeded)
  const declined = failed.filter(({ declinedBy }) => declinedBy === 'side')
  const succeeded = proposals.filter((proposal) => proposal.succeeded)
  const meanRank = (of: readonly JudgedProposal[]) =>
    of.length === 0 ? null : of.reduce((sum, { id }) => sum + ranks.get(id)!, 0) / of.length
  return {
    proposals: proposals.length,
    declined: declined.length,
    dismissed: failed.length - declined.length,
    succeeded: succeeded.length,
    reasons: DECLINERS.flatMap((by) =>
      DECLINE_REASONS.map((reason) => lineOf({ reason, by }, failed, ranks, policy)),
    ).filter(({ times }) => times > 0),
    meanRank: { succeeded: meanRank(succeeded), declined: meanRank(declined) },
    upsets: succeeded.flatMap((good) =>
      declined
        .filter((bad) => bad.offerId === good.offerId && ranks.get(bad.id)! < ranks.get(good.id)!)
        .map((bad) => ({ succeeded: good.id, declined: bad.id })),
    ),
  }
}

function lineOf(
  { reason, by }: Pick<ReasonLine, 'reason' | 'by'>,
  failed: readonly JudgedProposal[],
  ranks: ReadonlyMap<number, number>,
  policy: Policy,
): ReasonLine {
  const criterion = CRITERION_OF[reason]
  const of = failed.filter(({ declined, declinedBy }) => declined === reason && declinedBy === by)
  const said = { met: 0, partial: 0, unmet: 0, unknown: 0 }
  const wronglyFirst: number[] = []
  for (const { id, findings } of criterion === null ? [] : of) {
    const score = findings.find((finding) => finding.criterion === criterion)?.score ?? null
    const outcome = readingOf(score, policy)
    said[outcome]++
    if (outcome === 'met' && ranks.get(id) === 1) wronglyFirst.push(id)
  }
  return { reason, by, criterion, times: of.length, said, wronglyFirst }
}

const readingOf = (score: number | null, { outcome }: Policy): Exclude<Outcome, 'veto'> =>
  score === null ? 'unknown' : score >= outcome.met ? 'met' : score >= outcome.partial ? 'partial' : 'unmet'

/** Rank of each proposal among those of its offer, best first from 1; equal scores by id. */
function ranksWithinOffer(proposals: readonly JudgedProposal[]): Map<number, number> {
  const ranks = new Map<number, number>()
  for (const of of Map.groupBy(proposals, ({ offerId }) => offerId).values())
    of.toSorted((a, b) => b.score - a.score || a.id - b.id).forEach(({ id }, at) => ranks.set(id, at + 1))
  return ranks
}
