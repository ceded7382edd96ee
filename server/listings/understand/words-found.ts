import { basesOf } from '../../materials/reading/inflection.ts'
import type { Word } from '../../materials/reading/words.ts'

/** A run of words: from the first to before `until`, by place. */
export interface Run {
  from: number
  until: number
}

/** A part of what a text says, with the words that say it. */
export interface Said<T> {
  value: T
  runs: Run[]
}

/** Values by the words that mean them; any form of a word counts. */
export class Lexicon<T> {
  readonly #byBase = new Map<string, T>()

  /** @param entries a value with the words for it, separated by spaces */
  constructor(entries: Iterable<readonly [T, string]>) {
    for (const [value, words] of entries)
      for (const word of words.trim().split(/\s+/))
        for (const base of [word, ...basesOf(word)])
          if (!this.#byBase.has(base)) this.#byBase.set(base, value)
  }

  /** The value of a word in the form in which words are compared. */
  of(form: string | undefined): T | undefined {
    if (form === undefined) return undefined
    const exact = this.#byBase.get(form)
    if (exact !== undefined) return exact
    for (const base of basesOf(form)) {
      const value = this.#byBase.get(base)
      if (value !== undefined) return value
    }
    return undefined
  }
}

/** The words of several runs as they stand in the text; runs that touch are one piece. */
export function wordsOfRuns(text: string, words: readonly Word[], runs: readonly Run[]): string {
  const pieces: Run[] = []
  for (const run of runs.toSorted((a, b) => a.from - b.from)) {
    const last = pieces.at(-1)
    if (last && run.from <= last.until) last.until = Math.max(last.until, run.until)
    else pieces.push({ ...run })
  }
  return pieces.map(({ from, until }) => text.slice(words[from]!.start, words[until - 1]!.end)).join(' … ')
}
