import type { Catalogue } from '../catalogue.ts'
import { buildIndex, type SuggestIndex } from '../suggest/phrases.ts'
import { offeredIn } from './offer.ts'
import { neededIn } from './need.ts'

/** What somebody says of a thing that he has or wants, and of himself. */
export interface Said {
  kind: 'offer' | 'need'
  /** Of the thing: "fly ash", "raw material". */
  text: string
  wasteCode: string | null
  /** What he does: "cement plant", "შაქრის ქარხანა"; may be empty. */
  trade: string
  /** NACE codes of what he does. */
  nace: readonly string[]
}

/** A material or use that is meant, with how surely. */
export interface Meant {
  kind: 'material' | 'use'
  id: string
  /** 0–1. */
  sureness: number
  /** What speaks for it: the words, the waste code, what such firms discard or take, what they make. */
  because: 'words' | 'code' | 'sector' | 'product'
  /** The words or the sector that carried it. */
  by: string
}

export type Understander = (said: Said) => Meant[]

/** Below this a meaning is not worth following. */
const LEAST = 0.15
/** Meanings that are kept. */
const MOST = { offer: 8, need: 24 }

/**
 * Makes the function that finds what a text means in the light of who says it. A clear text speaks for itself; the less
 * it says, the more counts what firms of that trade typically discard or take. Surest first, each meaning once.
 */
export function understanderOf(
  catalogue: Catalogue,
  index: SuggestIndex = buildIndex(catalogue),
): Understander {
  return (said) => {
    const meant = said.kind === 'offer' ? offeredIn(catalogue, index, said) : neededIn(catalogue, index, said)
    return surest(meant).slice(0, MOST[said.kind])
  }
}

function surest(meant: readonly Meant[]): Meant[] {
  const best = new Map<string, Meant>()
  for (const one of meant) {
    const known = best.get(`${one.kind} ${one.id}`)
    if (one.sureness >= LEAST && !(known && known.sureness >= one.sureness))
      best.set(`${one.kind} ${one.id}`, one)
  }
  return [...best.values()].sort((a, b) => b.sureness - a.sureness || (a.id < b.id ? -1 : 1))
}
