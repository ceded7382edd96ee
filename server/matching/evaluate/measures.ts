/** At how many of the first candidates one looks. */
export const DEPTHS = [1, 5, 10, 20] as const

/** How well a ranking finds what really happened, over all queries. */
export interface Measures {
  /** Part of the queries with a true candidate among the first so many, in the order of `DEPTHS`. */
  hits: number[]
  /** Mean of 1 / rank of the first true candidate. */
  meanReciprocalRank: number
  /** Rank of the first true candidate by query. */
  ranks: number[]
}

/**
 * The rank at which the first true candidate is met. Among equals the order is chance, so that it counts at its expected
 * place: of t equals with m true ones the first stands on average at (t + 1) / (m + 1). Candidates that nothing speaks for
 * are equals too, behind all others.
 */
export function expectedRank(scores: ArrayLike<number>, isTrue: (candidate: number) => boolean): number {
  let best = -Infinity
  for (let at = 0; at < scores.length; at++) if (isTrue(at) && scores[at]! > best) best = scores[at]!
  let better = 0
  let equal = 0
  let trueOnes = 0
  for (let at = 0; at < scores.length; at++) {
    if (scores[at]! > best) better++
    if (scores[at] !== best) continue
    equal++
    if (isTrue(at)) trueOnes++
  }
  return better + (equal + 1) / (trueOnes + 1)
}

/** Sums the ranks of all queries up. */
export function measured(ranks: number[], depths: readonly number[] = DEPTHS): Measures {
  const part = (holds: (rank: number) => number) =>
    ranks.length === 0 ? 0 : ranks.reduce((sum, rank) => sum + holds(rank), 0) / ranks.length
  return {
    hits: depths.map((depth) => part((rank) => Number(rank <= depth))),
    meanReciprocalRank: part((rank) => 1 / rank),
    ranks,
  }
}
