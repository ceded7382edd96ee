import { compoundOf, inParts } from './compounds.ts'
import { FUNCTION_WORDS } from './ordinary-words.ts'
import { isLight, tellingForm, type Phrase, type SuggestIndex } from './phrases.ts'
import { placed, type Placed } from './scopes.ts'
import type { Meaning } from './vocabulary.ts'
import { wordsOf } from './words.ts'

/** A word of a text with what is lost when a name leaves it out. */
interface ReadWord extends Placed {
  cost: number
}

/** Where a word of the catalogue may stand in a text: at one word, or at two that make a compound. */
interface Place {
  at: number[]
  likeness: number
}

/** A name or synonym that a text may mean. */
export interface Candidate {
  phrase: Phrase
  /** 0–1: how surely it is meant. */
  confidence: number
  /** How much of the name is there, 0–1. */
  coverage: number
  /** How surely the words are those of the name: 1 as they stand, less for other forms and misspellings. */
  exactness: number
  /** Words of the text, by place. */
  at: number[]
  /** What the words that were found tell. */
  weight: number
}

/** What a text says word by word, and the names that it may mean. */
export interface Reading {
  words: readonly ReadWord[]
  candidates: Candidate[]
}

/** Below this share of a name nobody means it. */
const LEAST_COVERAGE = 0.4
/** A name of which a part is missing is less sure than the part that is there. */
const COVERAGE_EXPONENT = 1.5
/** What a name is worth of which nothing is missing when its clause says much else. */
const ALONE = 0.55
/** What a word between two words of a name takes away, and a comma. */
const GAP = 0.12
const COMMA = 0.2
/** What is left of a material that is only named as purpose, origin or company. */
const SCOPE = { thing: 1, purpose: 0.5, aside: 0.7 } as const
/** What is left of a use whose name says what something is for, when the text does not. */
const PURPOSE_UNSAID = 0.6
/** So many unknown words of a text are guessed at; a text with more of them is not about a material, and every guess takes milliseconds. */
const MOST_GUESSES = 24
/** Cost of words that the catalogue does not know, and of those that go with anything. */
const COST = { unknown: 3, light: 0.4 }

/**
 * Reads a text against the index.
 * @param typing the last word may be unfinished
 */
export function readText(index: SuggestIndex, text: string, typing: boolean): Reading {
  const words = placed(inParts(wordsOf(text), index.vocabulary), (form) => index.vocabulary.has(form))
  const reader = wordReader(index)
  const places = new Map<number, Place[]>()
  const found = (at: number[], meanings: readonly Meaning[]) => {
    for (const { word, likeness } of meanings) {
      const known = places.get(word)
      if (known) known.push({ at, likeness })
      else places.set(word, [{ at, likeness }])
    }
  }
  const read = words.map((word, at) => {
    if (FUNCTION_WORDS.has(word.form)) return { ...word, cost: 0 }
    const isUnfinished = typing && at === words.length - 1 && text.endsWith(word.text)
    const meanings = reader(word, isUnfinished)
    found([at], meanings)
    const compound = word.negated ? null : compoundOf(words[at - 1], word)
    if (compound) found([at - 1, at], index.vocabulary.forms(compound))
    return { ...word, cost: costOf(index, word, meanings) }
  })
  return { words: read, candidates: candidatesAt(index, read, places) }
}

/** Looks words up, each once. */
function wordReader({ vocabulary }: SuggestIndex) {
  const known = new Map<string, Meaning[]>()
  let guesses = 0
  const look = (form: string, negated: boolean, isUnfinished: boolean): Meaning[] => {
    const forms = vocabulary.forms(form)
    if (negated) return forms
    const begun = isUnfinished ? vocabulary.begun(form) : []
    const found = [...forms, ...begun.filter(({ word }) => !forms.some((same) => same.word === word))]
    if (found.length > 0 || isLight(form) || guesses++ >= MOST_GUESSES) return found
    return vocabulary.misspelt(form)
  }
  return (word: Placed, isUnfinished: boolean): Meaning[] => {
    const form = tellingForm(word)
    const meanings = (!isUnfinished && known.get(form)) || look(form, word.negated, isUnfinished)
    if (!isUnfinished) known.set(form, meanings)
    return meanings
  }
}

function costOf({ weights }: SuggestIndex, { form, negated }: Placed, meanings: readonly Meaning[]): number {
  if (negated || /^\d/.test(form)) return 0
  if (isLight(form)) return COST.light
  const best = meanings.reduce<Meaning | null>((a, b) => (a && a.likeness >= b.likeness ? a : b), null)
  return best ? weights[best.word]! * best.likeness : COST.unknown
}

function candidatesAt(
  index: SuggestIndex,
  words: readonly ReadWord[],
  places: ReadonlyMap<number, Place[]>,
): Candidate[] {
  const covered = new Map<number, number>()
  for (const [word, found] of places) {
    const weight = index.weights[word]! * Math.max(...found.map(({ likeness }) => likeness))
    for (const phrase of index.phrasesOf[word]!) covered.set(phrase, (covered.get(phrase) ?? 0) + weight)
  }
  return [...covered].flatMap(([id, weight]) => {
    const phrase = index.phrases[id]!
    if (weight / phrase.weight < LEAST_COVERAGE) return []
    return rate(index, words, phrase, places) ?? []
  })
}

/** Holds a name against a text. */
function rate(
  { weights, targets }: SuggestIndex,
  words: readonly ReadWord[],
  phrase: Phrase,
  places: ReadonlyMap<number, Place[]>,
): Candidate | null {
  const [first, ...others] = phrase.words
    .map((word) => ({ weight: weights[word]!, places: places.get(word) ?? [] }))
    .filter(({ places }) => places.length > 0)
    .sort((a, b) => b.weight - a.weight)
  let best: Candidate | null = null
  for (const anchor of first?.places ?? []) {
    const taken = [anchor]
    let weight = first!.weight * anchor.likeness
    for (const other of others) {
      const place = nearest(other.places, taken)
      if (!place) continue
      taken.push(place)
      weight += other.weight * place.likeness
    }
    const at = taken.flatMap((place) => place.at).sort((a, b) => a - b)
    const coverage = weight / phrase.weight
    if (coverage < 1 && at.every((place) => isLight(words[place]!.form))) continue
    const confidence =
      coverage ** COVERAGE_EXPONENT *
      closeness(words, at, phrase.isList) *
      (ALONE + (1 - ALONE) * shareOfClause(words, at)) *
      scopeFactor(words, at, phrase, targets[phrase.target]!.kind)
    const exactness = Math.min(...taken.map(({ likeness }) => likeness))
    if (!best || confidence > best.confidence) best = { phrase, confidence, coverage, exactness, at, weight }
  }
  return best
}

/** The place nearest to the first one that was taken, among those that are free. */
function nearest(places: readonly Place[], taken: readonly Place[]): Place | null {
  const from = taken[0]!.at[0]!
  const distance = ({ at }: Place) => Math.abs(at[0]! - from)
  return places
    .filter(({ at }) => !taken.some((other) => other.at.some((place) => at.includes(place))))
    .reduce<Place | null>((a, b) => (a && distance(a) <= distance(b) ? a : b), null)
}

function closeness(words: readonly ReadWord[], at: readonly number[], isList: boolean): number {
  let lost = 0
  for (let place = at[0]! + 1; place <= at.at(-1)!; place++) {
    if (!at.includes(place) && words[place]!.cost > 0) lost += GAP
    if (words[place]!.apart && !isList) lost += COMMA
  }
  return 1 / (1 + lost)
}

/** How much of what its clauses say is the name. */
function shareOfClause(words: readonly ReadWord[], at: readonly number[]): number {
  const clauses = new Set(at.map((place) => words[place]!.clause))
  const inside = words.map((word, place) => ({ ...word, place })).filter(({ clause }) => clauses.has(clause))
  const said = inside.reduce((sum, { cost }) => sum + cost, 0)
  const named = inside.reduce((sum, { cost, place }) => sum + (at.includes(place) ? cost : 0), 0)
  return said === 0 ? 1 : named / said
}

/** A material is the thing itself; a use is also what the thing is for. */
function scopeFactor(
  words: readonly ReadWord[],
  at: readonly number[],
  { isScoped }: Phrase,
  kind: 'material' | 'use',
): number {
  const scopes = at.map((place) => words[place]!.scope)
  if (kind === 'use') return isScoped && scopes.every((scope) => scope === 'thing') ? PURPOSE_UNSAID : 1
  return isScoped ? 1 : Math.min(...scopes.map((scope) => SCOPE[scope]))
}
