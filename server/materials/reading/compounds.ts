import type { Vocabulary } from './vocabulary.ts'
import type { Word } from './words.ts'

/** Shorter parts are found in too many words. */
const SHORTEST_PART = 3
/** Longer ones are no words, only dear to look at. */
const LONGEST_WORD = 40

/** Parts a compound that the catalogue writes in two words: "walnutshells". */
export const inParts = (words: readonly Word[], vocabulary: Vocabulary): Word[] =>
  words.flatMap((word) => partsOf(word, (form) => vocabulary.forms(form).length > 0))

/** The compound that two words make when the catalogue writes it in one: "saw dust". */
export function compoundOf(first: Word | undefined, second: Word): string | null {
  if (!first || !/^[ -]$/.test(second.before)) return null
  return first.form.length < SHORTEST_PART || second.form.length < SHORTEST_PART
    ? null
    : first.form + second.form
}

function partsOf(word: Word, knows: (form: string) => boolean): Word[] {
  const { text, form, start, end } = word
  if (text.length !== form.length || form.length > LONGEST_WORD || knows(form)) return [word]
  for (let cut = SHORTEST_PART; cut <= form.length - SHORTEST_PART; cut++) {
    if (!knows(form.slice(0, cut)) || !knows(form.slice(cut))) continue
    return [
      { ...word, text: text.slice(0, cut), form: form.slice(0, cut), end: start + cut },
      { text: text.slice(cut), form: form.slice(cut), start: start + cut, end, before: '' },
    ]
  }
  return [word]
}
