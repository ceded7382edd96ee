import type { Draft } from '../listings/schema.ts'
import { rankOtherKind, type OtherKind } from './engine/other-kinds.ts'
import type { Matching } from './market.ts'
import { isForLevel, otherFactsOf, type OtherRow } from './other-facts.ts'
import { otherFactsOfDraft } from './preview.ts'
import { isWorthProposing } from './proposals/judge-other.ts'

/** The kind of a draft that is no material; null for one that is. */
export const otherKindOf = ({ resourceKind = 'material' }: Draft): OtherKind | null =>
  resourceKind === 'material' ? null : resourceKind

/**
 * Which listings a draft of energy, water, capacity, logistics or expertise would be proposed with.
 * @param viewer highest audience that the asker belongs to: 0 public, 1 members, 2 facilitators
 * @returns their ids, the best first
 */
export function othersFitting(
  matching: Matching,
  rows: readonly OtherRow[],
  { draft, resourceKind, viewer }: { draft: Draft; resourceKind: OtherKind; viewer: number },
): number[] {
  const { policy } = matching
  const candidates = rows.filter((row) => isForLevel(row, viewer)).map((row) => otherFactsOf(row, policy))
  const asking = otherFactsOfDraft(matching, draft, resourceKind)
  return rankOtherKind(asking, candidates, candidates.length, policy)
    .filter(isWorthProposing)
    .map(({ listing }) => listing)
}
