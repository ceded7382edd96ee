/** A word where it stands in a text. */
export interface Word {
  /** As it stands. */
  text: string
  /** In the form in which words are compared. */
  form: string
  start: number
  end: number
  /** What stands between the word before and this one. */
  before: string
}

const segmenter = new Intl.Segmenter('ka', { granularity: 'word' })
const RAISED_OR_LOWERED_DIGIT = /[⁰¹²³⁴-⁹₀-₉]/g
/** A formula with a group in brackets: Ca(OH)2. */
const FORMULA = /(?:[A-Z][a-z]?\d*)*\((?:[A-Z][a-z]?\d*)+\)\d+(?:[A-Z][a-z]?\d*)*/g
const NUMBER_WITH_UNIT = /^(\d+(?:[.,]\d+)*)(\p{L}.*)$/u

/** Takes a text apart into words and numbers, in any script; "40t" are two. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = []
  let end = 0
  const add = (start: number, piece: string) => {
    words.push({
      text: piece,
      form: formOf(piece),
      start,
      end: start + piece.length,
      before: text.slice(end, start),
    })
    end = start + piece.length
  }
  const plain = text.replace(RAISED_OR_LOWERED_DIGIT, (digit) => digit.normalize('NFKC'))
  const formulas = new Map([...plain.matchAll(FORMULA)].map(({ 0: formula, index }) => [index, formula]))
  for (const { segment, index, isWordLike } of segmenter.segment(plain)) {
    const formula = formulas.get(index)
    if (formula) add(index, formula)
    if (!isWordLike || index < end) continue
    const [, number, unit] = NUMBER_WITH_UNIT.exec(segment) ?? []
    if (number === undefined || unit === undefined) add(index, segment)
    else {
      add(index, number)
      add(index + number.length, unit)
    }
  }
  return words
}

/** Lower case, without accents and without a possessive s. */
const formOf = (word: string): string =>
  word
    .normalize('NFKD')
    .replace(/\p{Script=Inherited}+/gu, '')
    .toLowerCase()
    .replaceAll(/[()]/g, '')
    .replace(/['’]s?$/, '')
    .replaceAll(/['’]/g, '')
