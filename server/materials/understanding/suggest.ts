import { describedThing } from '../described.ts'
import type { Suggestion } from '../schema.ts'
import { codeIn } from '../reading/codes.ts'
import type { SuggestIndex } from '../reading/phrases.ts'
import { beyondDoubt } from './sure.ts'
import { understanderOf, type Meant, type Understood } from './understand.ts'

export interface Question {
  text: string
  /** Breaks ties; both languages are always searched. */
  lang?: 'ka' | 'en'
  /** An offer is a material; anything else may also be a use. */
  kind?: 'offer' | 'need'
  limit?: number
  /** A code that was given beside the text; one in the text comes after it. */
  wasteCode?: string | null
  /** What whoever asks does, in words. */
  trade?: string
  /** NACE codes of what he does. */
  nace?: readonly string[]
}

const DEFAULT_LIMIT = 8
/** However few are asked for, doubt is judged over so many. */
const COMPARED = 4
/** Below this a meaning is offered only when there is nothing better. */
const OFFERED = 0.4

/** Materials, and uses for what is no offer, that a text means in the light of who asks, surest first. */
export function suggest(index: SuggestIndex, question: Question): Suggestion[] {
  const inText = codeIn(index.catalogue, question.text)
  const understood = understanderOf(index)({
    kind: question.kind ?? null,
    text: question.text,
    wasteCode: question.wasteCode ?? inText?.code ?? null,
    trade: question.trade ?? '',
    nace: question.nace ?? [],
    lang: question.lang,
    isTyping: true,
  })
  const limit = question.limit ?? DEFAULT_LIMIT
  const likely = understood.meant.filter(({ sureness }) => sureness >= OFFERED)
  const compared = (likely.length > 0 ? likely : understood.meant).slice(0, Math.max(limit, COMPARED))
  const isMeant = beyondDoubt(understood.words, compared)
  const codeWords = inText && inText.text !== '' ? [inText.text] : []
  return compared.slice(0, limit).map((meant) => ({
    ...describedThing(index.catalogue, meant)!,
    confidence: Math.round(meant.sureness * 1000) / 1000,
    isSure: isMeant.has(meant),
    because: meant.because,
    matchedWords: wordsBehind(understood, meant) ?? (meant.because === 'code' ? codeWords : []),
    matchedName: meant.read?.phrase.text ?? meant.by,
  }))
}

const wordsBehind = ({ words }: Understood, { read }: Meant): string[] | undefined =>
  read?.at.map((place) => words[place]!.text)
