import type { Catalogue } from '../catalogue.ts'
import { basesOf } from '../reading/inflection.ts'
import { FUNCTION_WORDS } from '../reading/ordinary-words.ts'
import { wordsOf } from '../reading/words.ts'
import { FACILITY_FORMS, FACILITY_WORDS } from './facility-words.ts'

/** A sector that a text names. */
export interface SectorReading {
  /** A branch or NACE code. */
  sector: string
  /** 0–1: how much of the name the text has, and how much of the text the name explains. */
  confidence: number
  /** Words of the text that carried it. */
  words: string[]
  /** The name they met. */
  name: string
}

interface Phrase {
  sector: string
  text: string
  /** Bases of each telling word. */
  words: string[][]
  /** Names of our own before those of the official list. */
  trust: number
}

interface Index {
  phrases: Phrase[]
  /** Rarity of a base over all sectors. */
  weights: Map<string, number>
}

/** What is left of the official name of a class, which is written for lawyers. */
const OFFICIAL = 0.85
/** Below this a text does not name the sector. */
const LEAST = 0.55
/** How much of the confidence hangs on the text being about nothing else. */
const ABOUT = 0.3

/**
 * Sectors that a short text names ("cement plant", "ცემენტის ქარხანა", "aluminium smelter"), surest first.
 * @param text a name of a firm's trade, not a whole story: other words lower the confidence
 */
export function sectorsIn(catalogue: Catalogue, text: string, limit = 3): SectorReading[] {
  const { phrases, weights } = indexOf(catalogue)
  const said = telling(text)
  const weigh = (bases: string[]) => Math.max(...bases.map((base) => weights.get(base) ?? UNKNOWN))
  const saidWeight = said.reduce((sum, { bases }) => sum + weigh(bases), 0)
  if (saidWeight === 0) return []
  const best = new Map<string, SectorReading & { trust: number }>()
  for (const phrase of phrases) {
    const met = phrase.words.map((bases) =>
      said.find((word) => word.bases.some((base) => bases.includes(base))),
    )
    const found = [...new Set(met.filter((word) => word !== undefined))]
    if (found.length === 0) continue
    const whole = phrase.words.reduce((sum, bases) => sum + weigh(bases), 0)
    const carried = phrase.words.reduce((sum, bases, at) => sum + (met[at] ? weigh(bases) : 0), 0)
    const explained = found.reduce((sum, { bases }) => sum + weigh(bases), 0) / saidWeight
    const confidence = phrase.trust * (carried / whole) * (1 - ABOUT + ABOUT * explained)
    const known = best.get(phrase.sector)
    if (confidence < LEAST || (known && known.confidence >= confidence)) continue
    best.set(phrase.sector, {
      sector: phrase.sector,
      confidence: Math.round(confidence * 1000) / 1000,
      words: found.map((word) => word.text),
      name: phrase.text,
      trust: phrase.trust,
    })
  }
  return [...best.values()]
    .sort((a, b) => b.confidence - a.confidence || b.trust - a.trust || (a.sector < b.sector ? -1 : 1))
    .slice(0, limit)
    .map(({ sector, confidence, words, name }) => ({ sector, confidence, words, name }))
}

/** A word that no sector has tells as much as a rare one. */
const UNKNOWN = 6

/** The words that tell one trade from another, each with its bases. */
function telling(text: string): { text: string; bases: string[] }[] {
  return wordsOf(text)
    .filter(({ form }) => !FUNCTION_WORDS.has(form) && !FACILITY_FORMS.has(form) && !/^\d+$/.test(form))
    .map((word) => ({ text: word.text, bases: basesOf(word.form) }))
    .filter(({ bases }) => !bases.some((base) => facility.has(base)))
}

const facility: ReadonlySet<string> = new Set(FACILITY_WORDS.flatMap((word) => basesOf(word)))

const indexes = new WeakMap<Catalogue, Index>()

/** Built on first use and kept as long as the catalogue is. */
function indexOf(catalogue: Catalogue): Index {
  const known = indexes.get(catalogue)
  if (known) return known
  const phrases = [
    ...[...catalogue.branches.values()]
      .filter(({ retired }) => !retired)
      .flatMap(({ id, names, synonyms }) =>
        [names.en, names.ka, ...synonyms.en, ...synonyms.ka].map((text) => phraseOf(id, text, 1)),
      ),
    ...[...catalogue.sectors.values()]
      .filter(({ retired, level }) => !retired && level !== 'section')
      .map(({ code, names }) => phraseOf(code, names.en, OFFICIAL)),
  ].filter(({ words }) => words.length > 0)
  const sectors = new Map<string, Set<string>>()
  for (const { sector, words } of phrases)
    for (const base of words.flat()) sectors.set(base, (sectors.get(base) ?? new Set()).add(sector))
  const all = new Set(phrases.map(({ sector }) => sector)).size
  const weights = new Map(
    [...sectors].map(([base, of]) => [base, Math.min(UNKNOWN, Math.log(1 + all / of.size))]),
  )
  const index = { phrases, weights }
  indexes.set(catalogue, index)
  return index
}

const phraseOf = (sector: string, text: string, trust: number): Phrase => ({
  sector,
  text,
  words: telling(text).map(({ bases }) => bases),
  trust,
})
