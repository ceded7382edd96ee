import { DISMISSAL_REASONS, type DismissalReason } from '../../contract/desk.ts'
import type { Criterion } from '../../contract/words.ts'
import type { Finding } from '../engine/findings.ts'
import type { Policy } from '../engine/policy.ts'

/** Why a side declined or a facilitator took a proposal off the desk, as it is coded. */
export const DECLINE_REASONS = DISMISSAL_REASONS
export type DeclineReason = DismissalReason

/** The criterion that should have seen a reason coming; null where none could. */
export const CRITERION_OF: Record<DeclineReason, Criterion | null> = {
  not_a_match: 'material',
  quality: 'quality',
  quantity: 'quantity',
  price: 'value',
  distance: 'distance',
  timing: 'timing',
  legal: 'regulation',
  has_partner: null,
  other: null,
}

/** Those who would have to carry it out know best; a facilitator judges for them. */
export const DECLINERS = ['side', 'facilitator'] as const
export type Decliner = (typeof DECLINERS)[number]

/** A stored proposal with what became of it. */
export interface JudgedProposal {
  id: number
  offerId: number
  needId: number
  score: number
  policyVersion: string
  findings: Pick<Finding, 'criterion' | 'score'>[]
  /** Why a side declined, or else a facilitator dismissed it; null when nobody did. */
  declined: DeclineReason | null
  /** Whose reason it is; null without one. */
  declinedBy: Decliner | null
  /** An exchange that came of it was agreed, runs or is completed. */
  succeeded: boolean
}

/** What each criterion counts under a policy: its score, or what is expected of it while it is unknown. */
export type Counted = Record<Criterion, number>

export const countedOf = (
  findings: readonly Pick<Finding, 'criterion' | 'score'>[],
  policy: Policy,
): Counted => {
  const counted = Object.fromEntries(
    Object.entries(policy.criteria).map(([criterion, { expectation }]) => [criterion, expectation]),
  ) as Counted
  for (const { criterion, score } of findings) if (score !== null) counted[criterion] = score
  return counted
}

/** Of two partners of the same listing, the one that should come first. */
export interface Preference {
  /** Where it comes from, for a reader. */
  from: string
  better: Counted
  worse: Counted
}

/**
 * Preferences that people have shown: what succeeded before what was declined, for the same offer or the same need.
 * A decline that no criterion could foresee (a partner already, other) says nothing about the ranking, and neither does
 * what a facilitator dismissed: he prefers nothing for himself.
 */
export function preferencesOf(proposals: readonly JudgedProposal[], policy: Policy): Preference[] {
  const telling = proposals.filter(
    ({ declined, declinedBy }) =>
      declined !== null && declinedBy === 'side' && CRITERION_OF[declined] !== null,
  )
  return proposals
    .filter(({ succeeded }) => succeeded)
    .flatMap((good) =>
      telling
        .filter((bad) => !bad.succeeded && (bad.offerId === good.offerId || bad.needId === good.needId))
        .map((bad) => ({
          from: `proposal ${good.id} before ${bad.id}`,
          better: countedOf(good.findings, policy),
          worse: countedOf(bad.findings, policy),
        })),
    )
}
