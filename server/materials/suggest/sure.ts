import type { Candidate } from './candidates.ts'

/** Below this share of a name met by the text, or with the next one this close, whoever wrote it is to be asked. */
const SURE = 0.6
const APART = 0.08
/** A name of which something is missing while what is there tells less than this (one word of many things) is a guess: "oil". */
const TELLING = 4.5
const WHOLE = 0.95

type Judged = Pick<Candidate, 'confidence' | 'coverage' | 'weight' | 'at'>

/**
 * The names that are beyond doubt: of those that the same words carried the first, when it is sure and well ahead.
 * @param candidates surest first
 */
export function beyondDoubt<T extends Judged>(candidates: readonly T[]): Set<T> {
  const groups: T[][] = []
  for (const candidate of candidates) {
    const same = groups.find((group) =>
      group.some(({ at }) => at.some((place) => candidate.at.includes(place))),
    )
    if (same) same.push(candidate)
    else groups.push([candidate])
  }
  return new Set(groups.flatMap(([first, second]) => (first && isSure(first, second) ? [first] : [])))
}

function isSure(first: Judged, second: Judged | undefined): boolean {
  if (first.confidence < SURE || (first.coverage < WHOLE && first.weight < TELLING)) return false
  return !second || Math.round((first.confidence - second.confidence) * 1000) / 1000 >= APART
}
