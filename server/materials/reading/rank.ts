import type { Candidate, Reading } from './candidates.ts'
import type { SuggestIndex } from './phrases.ts'

/** What decides between names that fit a text alike. */
export interface Preferences {
  /** An offer is a material; anything else may also be a use. */
  kind?: 'offer' | 'need' | null
  /** Breaks ties; both languages are always searched. */
  lang?: 'ka' | 'en' | undefined
  /** Breaks ties between materials. */
  wasteCode?: string | null
}

/** Below this a name is not meant. */
const LEAST = 0.15
/** What is left of a name whose words are all part of a longer one. */
const SHADOWED = 0.7
const INFLECTED = 0.9

/** The best name of every material and use, surest first. */
export function rankTargets(
  index: SuggestIndex,
  { candidates }: Reading,
  preferences: Preferences,
): Candidate[] {
  const inOrder = byRank(index, preferences)
  const best = new Map<number, Candidate>()
  for (const candidate of candidates) {
    const { target } = candidate.phrase
    if (preferences.kind === 'offer' && index.targets[target]!.kind === 'use') continue
    const known = best.get(target)
    if (!known || inOrder(candidate, known) < 0) best.set(target, candidate)
  }
  const ranked = [...best.values()].sort(inOrder)
  return ranked
    .map((candidate, place) => {
      const isPart = ranked.slice(0, place).some((better) => isPartOf(index, candidate, better))
      return isPart ? { ...candidate, confidence: candidate.confidence * SHADOWED } : candidate
    })
    .filter(({ confidence }) => confidence >= LEAST)
    .sort(inOrder)
}

/** Every word of it is part of a longer name that is sure and speaks of the same kind of thing. */
const isPartOf = ({ targets }: SuggestIndex, part: Candidate, whole: Candidate): boolean =>
  whole.at.length > part.at.length &&
  whole.exactness > INFLECTED &&
  targets[whole.phrase.target]!.kind === targets[part.phrase.target]!.kind &&
  part.at.every((at) => whole.at.includes(at))

function byRank(index: SuggestIndex, { lang, wasteCode }: Preferences) {
  const materialOf = ({ phrase }: Candidate) =>
    index.catalogue.materials.get(index.targets[phrase.target]!.id)
  const hasCode = (candidate: Candidate) =>
    wasteCode ? Number(materialOf(candidate)?.wasteCodes.includes(wasteCode) ?? false) : 0
  return (a: Candidate, b: Candidate): number =>
    Math.round(b.confidence * 1000) - Math.round(a.confidence * 1000) ||
    Math.round(b.weight - a.weight) ||
    b.exactness - a.exactness ||
    hasCode(b) - hasCode(a) ||
    Number(b.phrase.lang === lang) - Number(a.phrase.lang === lang) ||
    (index.targets[a.phrase.target]!.id < index.targets[b.phrase.target]!.id ? -1 : 1)
}
