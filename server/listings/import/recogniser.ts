import type { ListingKind } from '../../contract/words.ts'

/** What a row says of its material in words. */
export interface RowText {
  kind: ListingKind
  title: string
  description: string
  wasteCode: string | null
  /** NACE code of the row's organisation. */
  nace: string | null
  lang: 'ka' | 'en'
}

/** A material or use that was found in a text; `factor` is its share (offer) or weight (need). */
export interface RecognisedTarget {
  targetKind: 'material' | 'use'
  target: string
  factor: number
  /** The words that carried it, as they stand in the text. */
  inferredFrom: string
}

export interface Recognition {
  /** Empty when nothing was found that is sure enough. */
  targets: RecognisedTarget[]
  /** Ids of what came closest, for whoever has to put the row right. */
  closest: string[]
}

/** Finds what a row offers or wants. */
export type Recogniser = (text: RowText) => Recognition

/** The tables of firms repeat themselves, month by month and site by site; reading a text takes milliseconds. */
export function onceForEachText(recognise: Recogniser): Recogniser {
  const known = new Map<string, Recognition>()
  return (text) => {
    const { kind, title, description, wasteCode, nace, lang } = text
    const key = JSON.stringify([kind, title, description, wasteCode, nace, lang])
    const found = known.get(key) ?? recognise(text)
    known.set(key, found)
    return found
  }
}
