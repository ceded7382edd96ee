import type { Meant, Understood } from './understand.ts'

/** Below this, or with the next one this close, whoever wrote it is to be asked. */
const SURE = 0.6
const APART = 0.08
/** A name of which something is missing while what is there tells less than this (one word of many things) is a guess: "oil". */
const TELLING = 4.5
const WHOLE = 0.95
/** A code that means one material and its kinds is as good as its name. */
const SURE_BY_CODE = 0.9

/**
 * The meanings that are beyond doubt: of those that the same words carried the first, when it is sure and well ahead. What
 * only the trade speaks for is always a question, and so is what a text that names a thing mentions beside it: the glue of
 * "sawdust mixed with glue".
 * @param meanings surest first
 */
export function beyondDoubt(words: Understood['words'], meanings: readonly Meant[]): Set<Meant> {
  const isAside = ({ read }: Meant) => read?.at.every((place) => words[place]!.scope === 'aside') ?? false
  const namesThing = meanings.some((meant) => meant.read && meant.sureness >= SURE && !isAside(meant))
  const groups: Meant[][] = []
  for (const meant of meanings) {
    const same = groups.find((group) => group.some((other) => isOfSameWords(other, meant)))
    if (same) same.push(meant)
    else groups.push([meant])
  }
  return new Set(
    groups.flatMap(([first, second]) =>
      first && isSure(first, second) && !(namesThing && isAside(first)) ? [first] : [],
    ),
  )
}

/** Meanings that no words carried stand together. */
const isOfSameWords = (a: Meant, b: Meant): boolean =>
  a.read && b.read ? a.read.at.some((place) => b.read!.at.includes(place)) : a.read === b.read

function isSure(first: Meant, second: Meant | undefined): boolean {
  if (!first.read) return first.because === 'code' && first.sureness >= SURE_BY_CODE
  if (first.sureness < SURE || (first.read.coverage < WHOLE && first.read.weight < TELLING)) return false
  return !second || Math.round((first.sureness - second.sureness) * 1000) / 1000 >= APART
}
