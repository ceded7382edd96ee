import type { BothNames, Catalogue } from '../catalogue.ts'
import { basesOf } from './inflection.ts'
import { FUNCTION_WORDS, LIGHT_WORDS, RESIDUE_WORDS } from './ordinary-words.ts'
import { placed, type Placed } from './scopes.ts'
import { Vocabulary } from './vocabulary.ts'
import { wordsOf } from './words.ts'

/** A material or use that texts are searched for. */
export interface Target {
  kind: 'material' | 'use'
  id: string
}

/** A name or synonym. */
export interface Phrase {
  target: number
  lang: 'en' | 'ka'
  text: string
  /** Numbers of its words in the vocabulary, each once. */
  words: number[]
  /** What all its words weigh. */
  weight: number
  /** It is an enumeration itself, so that commas do not part its words. */
  isList: boolean
  /** It says what something is for or where it comes from. */
  isScoped: boolean
  /** It names what is left of a thing: "alumina residue". */
  isOfResidue: boolean
}

/** Everything that texts are searched for, built once from a catalogue. */
export interface SuggestIndex {
  catalogue: Catalogue
  vocabulary: Vocabulary
  targets: Target[]
  phrases: Phrase[]
  /** Phrases by word of the vocabulary. */
  phrasesOf: number[][]
  /** What a word tells of a material, by word of the vocabulary: the rarer, the more. */
  weights: number[]
}

/** What a word that goes with any material tells beside others. */
const LIGHT = 0.35

const ABSENT = '¬'

const light: ReadonlySet<string> = new Set(
  LIGHT_WORDS.map((word) => (/[a-z]/.test(word) ? basesOf(word)[0]! : word)),
)

/** Whether a word goes with any material, so that nothing is missing when a name leaves it out. */
export const isLight = (form: string): boolean => basesOf(form).some((base) => light.has(base))

const residue: ReadonlySet<string> = new Set(RESIDUE_WORDS.flatMap((word) => basesOf(word)))

/** Whether a word makes a name one of what is left of a thing: "alumina residue" is no alumina. */
export const isResidueWord = (form: string): boolean => basesOf(form).some((base) => residue.has(base))

/** Builds the index over the names and synonyms of everything that is not retired; takes about a second. */
export function buildIndex(catalogue: Catalogue): SuggestIndex {
  const vocabulary = new Vocabulary()
  const targets: Target[] = []
  const phrases: Phrase[] = []
  const rows = [
    ...[...catalogue.materials.values()].map((row) => ({ ...row, kind: 'material' as const })),
    ...[...catalogue.uses.values()].map((row) => ({ ...row, kind: 'use' as const })),
  ]
  for (const { kind, id, names, synonyms, retired } of rows) {
    if (retired) continue
    const target = targets.push({ kind, id }) - 1
    for (const lang of ['en', 'ka'] as const)
      for (const text of new Set(spellings(names, synonyms, lang))) {
        const telling = tellingWords(text)
        const words = [...new Set(telling.map((word) => vocabulary.add(tellingForm(word))))]
        if (words.length === 0) continue
        const isScoped = telling.some(({ scope }) => scope !== 'thing')
        const isOfResidue = telling.some(({ form }) => isResidueWord(form))
        const isList = text.includes(',')
        phrases.push({ target, lang, text, words, weight: 0, isList, isScoped, isOfResidue })
      }
  }
  const phrasesOf: number[][] = Array.from({ length: vocabulary.size }, () => [])
  for (const [id, { words }] of phrases.entries()) for (const word of words) phrasesOf[word]!.push(id)
  const weights = weightsOf(vocabulary, phrases, phrasesOf, targets.length)
  for (const phrase of phrases) phrase.weight = phrase.words.reduce((sum, word) => sum + weights[word]!, 0)
  return { catalogue, vocabulary, targets, phrases, phrasesOf, weights }
}

/** What stands in brackets need not be said. */
const spellings = (names: BothNames, synonyms: { en: string[]; ka: string[] }, lang: 'en' | 'ka') =>
  [names[lang], ...synonyms[lang]].flatMap((text) => {
    const short = text.replace(/(^|\s)\([^)]*\)(?=[\s,;]|$)/g, '').trim()
    return short === '' ? [text] : [text, short]
  })

/** The words of a name but for those that hold it together. */
const tellingWords = (text: string): Placed[] =>
  placed(wordsOf(text), () => false).filter(({ form }) => !FUNCTION_WORDS.has(form))

/** The form under which a word is looked up: "no wood" is not wood. */
export const tellingForm = ({ form, negated }: Pick<Placed, 'form' | 'negated'>): string =>
  negated ? `${ABSENT}${form}` : form

function weightsOf(
  vocabulary: Vocabulary,
  phrases: readonly Phrase[],
  phrasesOf: readonly number[][],
  targets: number,
): number[] {
  return phrasesOf.map((_, word) => {
    const form = vocabulary.formOf(word)
    const told = new Set(
      vocabulary
        .forms(form)
        .flatMap(({ word: related }) => phrasesOf[related]!)
        .map((phrase) => phrases[phrase]!.target),
    )
    const rarity = Math.log(1 + targets / told.size)
    return isLight(form) ? LIGHT * rarity : rarity
  })
}
