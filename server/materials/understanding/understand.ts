import type { Candidate, Reading } from '../reading/candidates.ts'
import { readText } from '../reading/candidates.ts'
import type { SuggestIndex } from '../reading/phrases.ts'
import { neededIn } from './need.ts'
import { offeredIn } from './offer.ts'

/** What somebody says of a thing that he has or wants, and of himself. */
export interface Said {
  /** An offer is a material; a need, or what may be either (null), is also a use. */
  kind: 'offer' | 'need' | null
  /** Of the thing: "fly ash", "raw material". */
  text: string
  wasteCode: string | null
  /** What he does: "cement plant", "შაქრის ქარხანა"; may be empty. */
  trade: string
  /** NACE codes of what he does. */
  nace: readonly string[]
  /** Breaks ties; both languages are always read. */
  lang?: 'ka' | 'en' | undefined
  /** The last word of the text may be unfinished. */
  isTyping?: boolean
}

/** A material or use that is meant, with how surely. */
export interface Meant {
  kind: 'material' | 'use'
  id: string
  /** 0–1. */
  sureness: number
  /** What speaks for it: the words, the waste code, what such firms discard or take, what they make. */
  because: 'words' | 'code' | 'sector' | 'product'
  /** The name, code or sector that carried it. */
  by: string
  /** The name that words of the text met, of it or of what it is a kind of; null where the text does not speak of it. */
  read: Candidate | null
  /** The words name it itself, and not only what it is a kind of. */
  isNamed: boolean
}

/** What a text means in the light of who says it. */
export interface Understood {
  words: Reading['words']
  /** Surest first, each meaning once. */
  meant: Meant[]
}

export type Understander = (said: Said) => Understood

/** Below this a meaning is not worth following. */
const LEAST = 0.15
/** How much a second reason to want something takes of the doubt that the first one leaves; what is offered is one thing, so that reasons for it compete. */
const BOTH = 0.5

/**
 * Makes the function by which every text about a material is understood, whoever wrote it: in the box, in a form, in a row
 * of a file, in a table of exchanges. A clear text speaks for itself; the less it says, the more counts the waste code, and
 * what firms of that trade typically discard or take.
 */
export function understanderOf(index: SuggestIndex): Understander {
  return (said) => {
    const reading = readText(index, said.text, said.isTyping ?? false)
    const meant = said.kind === 'offer' ? offeredIn(index, said, reading) : neededIn(index, said, reading)
    return { words: reading.words, meant: surest(meant, said.kind === 'offer' ? 0 : BOTH) }
  }
}

/** Each meaning once, by its best reason; another reason for it makes it surer. */
function surest(meant: readonly Meant[], both: number): Meant[] {
  const best = new Map<string, Meant>()
  for (const one of meant) {
    if (one.sureness < LEAST) continue
    const key = `${one.kind} ${one.id}`
    const known = best.get(key)
    if (!known) best.set(key, one)
    else {
      const [more, less] = known.sureness >= one.sureness ? [known, one] : [one, known]
      best.set(key, { ...more, sureness: more.sureness + (1 - more.sureness) * both * less.sureness })
    }
  }
  // Of equals the one that was read first stays first.
  return [...best.values()].sort((a, b) => b.sureness - a.sureness)
}
