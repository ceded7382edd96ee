import type { Catalogue } from '../../materials/catalogue.ts'
import type { Policy } from '../engine/policy.ts'
import type { GoldenCase } from './case.ts'
import { runCase } from './run.ts'

/** A partner whose rank is not the same under two policies; rank 1 is the best. */
export interface Move {
  ref: string
  before: number | null
  after: number | null
  scoreBefore: number | null
  scoreAfter: number | null
}

/** What two policies make of one case. */
export interface CaseComparison {
  name: string
  title: string
  moves: Move[]
  /** Whether the ranking is the expected one. */
  expectedBefore: boolean
  expectedAfter: boolean
}

/** Whose rank moved between two policies, case by case. */
export function comparePolicies(
  cases: readonly GoldenCase[],
  catalogue: Catalogue,
  before: Policy,
  after: Policy,
): CaseComparison[] {
  return cases.map((golden) => {
    const [first, second] = [runCase(golden, catalogue, before), runCase(golden, catalogue, after)]
    const refs = [...new Set([...first, ...second].map(({ ref }) => ref))]
    const at = (ranked: typeof first, ref: string) => {
      const place = ranked.findIndex((partner) => partner.ref === ref)
      return { rank: place < 0 ? null : place + 1, score: ranked[place]?.score ?? null }
    }
    const moves = refs.map((ref) => {
      const [was, is] = [at(first, ref), at(second, ref)]
      return { ref, before: was.rank, after: is.rank, scoreBefore: was.score, scoreAfter: is.score }
    })
    return {
      name: golden.name,
      title: golden.title,
      moves: moves.filter((move) => move.before !== move.after),
      expectedBefore: isExpected(golden, first),
      expectedAfter: isExpected(golden, second),
    }
  })
}

/** The expected partners in their order, and nobody who must be absent. */
export const isExpected = (golden: GoldenCase, ranked: readonly { ref: string }[]): boolean =>
  ranked.map(({ ref }) => ref).join(' ') === golden.expected.join(' ')
