import { MONTH_NAMES } from '../../materials/reading/ordinary-words.ts'
import type { Word } from '../../materials/reading/words.ts'
import { Lexicon, type Run, type Said } from './words-found.ts'

/** A month or season that a word names. */
interface Named extends Run {
  months: readonly number[]
}

const ABBREVIATIONS = ['jan', 'feb', 'mar', 'apr', '', 'jun', 'jul', 'aug', 'sep sept', 'oct', 'nov', 'dec']
const MONTHS = new Lexicon<readonly number[]>([
  ...ABBREVIATIONS.map(
    (short, month) => [[month + 1], `${MONTH_NAMES.en[month]} ${MONTH_NAMES.ka[month]} ${short}`] as const,
  ),
  [[3, 4, 5], 'spring springtime გაზაფხული გაზაფხულობით'],
  [[6, 7, 8], 'summer summertime ზაფხული ზაფხულობით'],
  [[9, 10, 11], 'autumn შემოდგომა შემოდგომობით'],
  [[12, 1, 2], 'winter wintertime ზამთარი ზამთრობით'],
  // The grape harvest of eastern and western Georgia.
  [[9, 10], 'vintage rtveli რთველი'],
])
const BEFORE_MAY = new Set(
  'in from to until till through during by each every of and or since mid early late'.split(' '),
)
const BEFORE_FALL = new Set('in the each every this during until to'.split(' '))
const LEADING = new Set('in from between during each every the early late mid of on ყოველ ყოველი'.split(' '))
const UNTIL = new Set(['to', 'until', 'till', 'through', 'thru', 'and'])
const DASH = /^\s*[-–—]\s*$/
const FROM_ENDING = /(დან|იდან)$/u
const UNTIL_ENDING = /მდე$/u
const ALL_YEAR: readonly RegExp[] = [
  /\b(all (the )?year( round)?|year[- ]round|throughout the year|whole year)\b/iu,
  /(მთელი?|მთელ) წ(ელი|ელს|ლის)( განმავლობაში| მანძილზე)?/u,
]
const EXCEPT = new Set(['except', 'excluding', 'without', 'not'])
const TWELVE = Array.from({ length: 12 }, (_, month) => month + 1)

/** The months that a text names, by name, as a season or as a range over either. A bound without its other end tells nothing. */
export function monthsIn(text: string, words: readonly Word[]): Said<number[]> | null {
  const months = new Set<number>()
  const left = new Set<number>()
  const runs: Run[] = []
  for (let at = 0; at < words.length; at++) {
    const first = namedAt(words, at)
    if (!first) continue
    const range = rangeFrom(words, first)
    const isBound = !range && isOpenBound(words, first)
    const isOut = isExcepted(words, range ?? first)
    if (!isBound) {
      for (const month of range?.months ?? first.months) (isOut ? left : months).add(month)
      runs.push(withLead(words, range ?? first))
    }
    at = (range ?? first).until - 1
  }
  const whole = allYear(text, words)
  if (whole) runs.push(whole)
  const from = whole || (months.size === 0 && left.size > 0) ? TWELVE : [...months]
  const value = from.filter((month) => !left.has(month)).sort((a, b) => a - b)
  return value.length > 0 ? { value, runs } : null
}

function namedAt(words: readonly Word[], at: number): Named | null {
  const { form, text } = words[at]!
  const previous = words[at - 1]?.form ?? ''
  if (form === 'may') {
    const isMonth = BEFORE_MAY.has(previous) || (text === 'May' && at > 0)
    return isMonth ? { months: [5], from: at, until: at + 1 } : null
  }
  if (form === 'fall')
    return BEFORE_FALL.has(previous) ? { months: [9, 10, 11], from: at, until: at + 1 } : null
  if (form === 'grape' && words[at + 1]?.form === 'harvest')
    return { months: [9, 10], from: at, until: at + 2 }
  const months = MONTHS.of(form)
  return months ? { months, from: at, until: at + 1 } : null
}

/** "September to November", "ოქტომბრიდან მარტამდე", "Oct–Mar". */
function rangeFrom(words: readonly Word[], first: Named): Named | null {
  const joint = words[first.until]
  if (!joint) return null
  const isDirect = DASH.test(joint.before) || FROM_ENDING.test(words[first.from]!.form)
  const isBetween = words[first.from - 1]?.form === 'between'
  const isWord = UNTIL.has(joint.form) && (joint.form !== 'and' || isBetween)
  if (!isDirect && !isWord) return null
  let next = isWord ? first.until + 1 : first.until
  while (['the', 'end', 'of', 'mid', 'late', 'early'].includes(words[next]?.form ?? '')) next++
  const last = words[next] && namedAt(words, next)
  if (!last) return null
  return { months: monthsBetween(first.months[0]!, last.months.at(-1)!), from: first.from, until: last.until }
}

function monthsBetween(first: number, last: number): number[] {
  const months = [first]
  for (let month = first; month !== last; months.push(month)) month = (month % 12) + 1
  return months
}

const isOpenBound = (words: readonly Word[], { from }: Named) => {
  const previous = words[from - 1]?.form ?? ''
  const { form } = words[from]!
  return (
    ['from', 'until', 'till', 'to', 'since', 'by', 'before', 'after'].includes(previous) ||
    FROM_ENDING.test(form) ||
    UNTIL_ENDING.test(form)
  )
}

const isExcepted = (words: readonly Word[], { from, until }: Named) =>
  words.slice(Math.max(0, from - 2), from).some(({ form }) => EXCEPT.has(form)) ||
  words[until]?.form === 'გარდა'

/** The words before a month that belong to it: "in", "each", "from". */
function withLead(words: readonly Word[], { from, until }: Named): Run {
  let start = from
  while (LEADING.has(words[start - 1]?.form ?? '')) start--
  return {
    from: start,
    until: words[until]?.form === 'გარდა' || words[until]?.form === 'დროს' ? until + 1 : until,
  }
}

function allYear(text: string, words: readonly Word[]): Run | null {
  for (const pattern of ALL_YEAR) {
    const found = pattern.exec(text)
    if (!found) continue
    const from = words.findIndex(({ end }) => end > found.index)
    const until = words.findLastIndex(({ start }) => start < found.index + found[0].length) + 1
    if (from >= 0 && until > from) return { from, until }
  }
  return null
}
