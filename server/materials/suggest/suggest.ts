import type { Suggestion } from '../schema.ts'
import { readText, type Candidate, type Reading } from './candidates.ts'
import { codeIn, materialsOfCode, type CodeInText } from './codes.ts'
import type { SuggestIndex, Target } from './phrases.ts'
import { beyondDoubt } from './sure.ts'

export interface Question {
  text: string
  /** Breaks ties; both languages are always searched. */
  lang?: 'ka' | 'en'
  /** An offer is a material; anything else may also be a use. */
  kind?: 'offer' | 'need'
  limit?: number
  /** Breaks ties between materials. */
  wasteCode?: string | null
}

const DEFAULT_LIMIT = 8
/** However few are asked for, doubt is judged over so many. */
const COMPARED = 4
/** Below this a name is offered only when there is nothing better. */
const OFFERED = 0.4
/** And below this not at all. */
const LEAST = 0.15
/** What is left of a name whose words are all part of a longer one. */
const SHADOWED = 0.7
const INFLECTED = 0.9
/** What a waste code alone tells: who wrote it is asked which of its materials he means, unless it has but one. */
const BY_CODE = { one: 0.9, several: 0.5 }

/** Materials, and uses for what is no offer, that a text means, surest first. A waste code counts where words say nothing. */
export function suggest(index: SuggestIndex, question: Question): Suggestion[] {
  const reading = readText(index, question.text, true)
  const inText = codeIn(index.catalogue, question.text)
  const ranked = rankTargets(index, reading, { wasteCode: inText?.code ?? null, ...question })
  if (inText && !ranked.some(({ confidence }) => confidence >= OFFERED))
    return byCode(index, inText).slice(0, question.limit ?? DEFAULT_LIMIT)
  const sure = ranked.filter(({ confidence }) => confidence >= OFFERED)
  const candidates = (sure.length > 0 ? sure : ranked).slice(
    0,
    Math.max(question.limit ?? DEFAULT_LIMIT, COMPARED),
  )
  const isMeant = beyondDoubt(candidates)
  return candidates
    .slice(0, question.limit ?? DEFAULT_LIMIT)
    .map((candidate) => suggestionOf(index, reading, candidate, isMeant.has(candidate)))
}

/** The best name of every material and use, surest first. */
export function rankTargets(index: SuggestIndex, { candidates }: Reading, question: Question): Candidate[] {
  const inOrder = byRank(index, question)
  const best = new Map<number, Candidate>()
  for (const candidate of candidates) {
    const { target } = candidate.phrase
    if (question.kind === 'offer' && index.targets[target]!.kind === 'use') continue
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

function byRank(index: SuggestIndex, { lang, wasteCode }: Question) {
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

function byCode(index: SuggestIndex, { code, text }: CodeInText): Suggestion[] {
  const { whole, ids } = materialsOfCode(index.catalogue, code)
  return (whole ? [whole] : ids).map((id) => ({
    ...described(index, { kind: 'material', id }),
    confidence: whole ? BY_CODE.one : BY_CODE.several,
    isSure: whole !== null,
    matchedWords: [text],
    matchedName: code,
  }))
}

function suggestionOf(
  index: SuggestIndex,
  { words }: Reading,
  { phrase, at, confidence }: Candidate,
  isSure: boolean,
): Suggestion {
  return {
    ...described(index, index.targets[phrase.target]!),
    confidence: Math.round(confidence * 1000) / 1000,
    isSure,
    matchedWords: at.map((place) => words[place]!.text),
    matchedName: phrase.text,
  }
}

function described({ catalogue: { materials, uses, wasteCodes } }: SuggestIndex, { kind, id }: Target) {
  const material = kind === 'material' ? materials.get(id) : undefined
  return {
    kind,
    id,
    names: (material ?? uses.get(id))!.names,
    stream: material?.stream ?? null,
    wasteCodes: (material?.wasteCodes ?? []).flatMap((code) => {
      const row = wasteCodes.get(code)
      return row ? { code, hazardous: row.hazardous, names: row.names } : []
    }),
  }
}
