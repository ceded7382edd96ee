import { distance as editDistance } from 'fastest-levenshtein'
import MiniSearch from 'minisearch'
import { basesOf, stemOf } from './inflection.ts'

/** A word of the catalogue that a word of a text may be, and how surely it is (0–1). */
export interface Meaning {
  word: number
  likeness: number
}

/** How sure a word is that is the same but for its ending. */
const INFLECTED = 0.97
/** Bounds of what the beginning of a word can be worth. */
const BEGUN = { least: 0.6, most: 0.9 }
const MISSPELT_MOST = 0.9
/** Shorter words are too many to be guessed at. */
const SHORTEST = { begun: 2, misspelt: 3 }
const LONGEST = 40
/** Wrong letters that a stem may have by its length; more only for long ones. */
const errorsAllowed = (length: number): number => (length < 6 ? 1 : length < 9 ? 2 : 3)
/** The index is asked for a few more than are kept, since it knows nothing of wrong letters in short stems. */
const RETRIEVED = 16
const GRAM = '#'

/** The words of the catalogue, found by any form of theirs, by their beginning or by a misspelling. */
export class Vocabulary {
  readonly #forms: string[] = []
  readonly #ids = new Map<string, number>()
  readonly #byBase = new Map<string, number[]>()
  readonly #byStem = new Map<string, number[]>()
  readonly #stems = new MiniSearch<{ id: string }>({
    fields: ['id'],
    tokenize: (stem) => [stem, ...trigrams(stem)],
    processTerm: (term) => term,
    searchOptions: { fuzzy: (term) => (term.startsWith(GRAM) ? false : errorsAllowed(term.length)) },
  })

  get size(): number {
    return this.#forms.length
  }

  formOf(word: number): string {
    return this.#forms[word]!
  }

  has(form: string): boolean {
    return this.#ids.has(form)
  }

  /** The number of a word, which it is given when it is new. */
  add(form: string): number {
    const known = this.#ids.get(form)
    if (known !== undefined) return known
    const word = this.#forms.push(form) - 1
    this.#ids.set(form, word)
    for (const base of basesOf(form)) append(this.#byBase, base, word)
    const stem = stemOf(form)
    if (!this.#byStem.has(stem)) this.#stems.add({ id: stem })
    append(this.#byStem, stem, word)
    return word
  }

  /** The word as it stands and every other form of it. */
  forms(form: string): Meaning[] {
    const same = this.#ids.get(form)
    const words = new Set(basesOf(form).flatMap((base) => this.#byBase.get(base) ?? []))
    return [...words].map((word) => ({ word, likeness: word === same ? 1 : INFLECTED }))
  }

  /** Words that begin so; the more of a word is there, the surer. */
  begun(form: string): Meaning[] {
    if (form.length < SHORTEST.begun || form.length > LONGEST) return []
    return this.#forms.flatMap((known, word) =>
      known.startsWith(form)
        ? { word, likeness: BEGUN.least + (BEGUN.most - BEGUN.least) * (form.length / known.length) }
        : [],
    )
  }

  /** Words that it may be a misspelling of. */
  misspelt(form: string): Meaning[] {
    if (form.length > LONGEST || /\d/.test(form)) return []
    const stem = stemOf(form)
    if (stem.length < SHORTEST.misspelt) return []
    return this.#stems
      .search(stem)
      .slice(0, RETRIEVED)
      .flatMap(({ id }) => {
        const known = id as string
        const errors = editDistance(stem, known)
        const length = Math.min(stem.length, known.length)
        if (known.length < SHORTEST.misspelt || errors > errorsAllowed(length)) return []
        if (errors > 1 && stem[0] !== known[0]) return []
        const likeness = MISSPELT_MOST * (1 - errors / Math.max(stem.length, known.length))
        return this.#byStem.get(known)!.map((word) => ({ word, likeness }))
      })
  }
}

/** Three letters at a time, with the beginning and the end of the word marked. */
function trigrams(stem: string): string[] {
  const framed = `^${stem}$`
  return Array.from({ length: framed.length - 2 }, (_, at) => GRAM + framed.slice(at, at + 3))
}

function append<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}
