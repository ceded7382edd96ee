import { toCardinal as inEnglish } from 'n2words/en-GB'
import { toCardinal as inGeorgian } from 'n2words/ka-GE'
import type { Word } from '../../materials/reading/words.ts'
import type { Run } from './words-found.ts'

/** A number in a text, in digits or in words. */
export interface Numeral extends Run {
  value: number
  /** It is the middle of two numbers. */
  isRange: boolean
}

const THOUSAND = 1000
const HUNDRED = 100
const MULTIPLIERS = new Map([
  ['thousand', THOUSAND],
  ['ათასი', THOUSAND],
  ['ათას', THOUSAND],
  ['ათ', THOUSAND],
  ['million', 1e6],
  ['მილიონი', 1e6],
  ['მილიონ', 1e6],
  ['მლნ', 1e6],
])
const DOZEN = 12
/** Number words that stand for themselves; what is composed of several is added up. */
const NUMBER_WORDS = numberWords()
const HALF = new Set(['half', 'ნახევარი', 'ნახევარ'])
const AND = new Set(['and', 'და'])
const RANGE = /^\s?[-–—]\s?$/
const RANGE_WORDS = new Set(['to', 'or', 'დან', 'ან'])
const GROUP_OF_THREE = /^\d{3}$/

/**
 * The number that begins at a word, or null. Of a range it is the middle: "10–20" is 15.
 * A comma before three digits separates thousands, any other comma decimals.
 */
export function numeralAt(words: readonly Word[], at: number): Numeral | null {
  const first = digitsAt(words, at) ?? spelledAt(words, at)
  if (!first) return null
  const last = rangeEnd(words, first.until)
  return multiplied(
    words,
    last ? { ...last, from: at, value: (first.value + last.value) / 2, isRange: true } : first,
  )
}

function digitsAt(words: readonly Word[], at: number): Numeral | null {
  const form = words[at]?.form ?? ''
  if (!/^\d+([.,]\d+)*$/.test(form) || /^0\d/.test(form)) return null
  let until = at + 1
  let digits = form
  if (/^[1-9]\d{0,2}$/.test(form)) while (isGroup(words[until])) digits += words[until++]!.form
  const value = Number(
    /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(digits) ? digits.replaceAll(',', '') : digits.replace(',', '.'),
  )
  return Number.isFinite(value) && value > 0 ? { value, isRange: false, from: at, until } : null
}

const isGroup = (word: Word | undefined) =>
  word !== undefined && GROUP_OF_THREE.test(word.form) && /^[ \u00a0\u2009\u202f]$/.test(word.before)

function spelledAt(words: readonly Word[], at: number): Numeral | null {
  let until = at
  let sum = 0
  for (; until < words.length; until++) {
    const value = NUMBER_WORDS.get(words[until]!.form)
    const isJoined =
      until > at && AND.has(words[until]!.form) && NUMBER_WORDS.has(words[until + 1]?.form ?? '')
    if (isJoined && sum >= HUNDRED) continue
    if (value === undefined || words[until]!.before.includes(',')) break
    sum = value === HUNDRED && sum > 0 && sum < 10 ? sum * HUNDRED : sum + value
  }
  if (until > at) return withHalf(words, { value: sum, isRange: false, from: at, until })
  if (HALF.has(words[at]?.form ?? '')) return { value: 0.5, isRange: false, from: at, until: at + 1 }
  return null
}

/** "two and a half", "ორი და ნახევარი". */
function withHalf(words: readonly Word[], numeral: Numeral): Numeral {
  let next = numeral.until
  if (!AND.has(words[next]?.form ?? '')) return numeral
  next++
  if (words[next]?.form === 'a') next++
  return HALF.has(words[next]?.form ?? '')
    ? { ...numeral, value: numeral.value + 0.5, until: next + 1 }
    : numeral
}

function rangeEnd(words: readonly Word[], at: number): Numeral | null {
  const next = words[at]
  if (!next) return null
  if (RANGE.test(next.before)) {
    const direct = digitsAt(words, at) ?? spelledAt(words, at)
    if (direct) return direct
    if (next.form !== 'დან') return null
  }
  if (!RANGE_WORDS.has(next.form)) return null
  const end = digitsAt(words, at + 1) ?? spelledAt(words, at + 1)
  return end && words[end.until]?.form === 'მდე' ? { ...end, until: end.until + 1 } : end
}

function multiplied(words: readonly Word[], numeral: Numeral): Numeral {
  const { until, value } = numeral
  const word = words[until]?.form ?? ''
  if (word === 'dozen') return { ...numeral, value: value * DOZEN, until: until + 1 }
  const times = MULTIPLIERS.get(word)
  if (times === undefined) return numeral
  const rest = spelledAt(words, until + 1)
  return rest && times > rest.value
    ? { ...numeral, value: value * times + rest.value, until: rest.until }
    : { ...numeral, value: value * times, until: until + 1 }
}

function numberWords(): Map<string, number> {
  const values = [...Array.from({ length: 99 }, (_, n) => n + 1), 100, 200, 300, 400, 500, 600, 700, 800, 900]
  const known = new Map<string, number>([
    ['hundred', HUNDRED],
    ['dozen', DOZEN],
  ])
  for (const value of values)
    for (const word of [inEnglish(value), inGeorgian(value)]) {
      if (/[\s-]/.test(word)) continue
      known.set(word, value)
      // Before a noun a Georgian numeral loses its ending: ორ ფურას.
      if (/\p{Script=Georgian}ი$/u.test(word)) known.set(word.slice(0, -1), value)
    }
  known.set('ათასი', THOUSAND)
  return known
}
