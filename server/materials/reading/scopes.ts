import { OFFER_WORDS, NEED_WORDS } from './ordinary-words.ts'
import type { Word } from './words.ts'

/** What a word is said for: the thing itself, what it will be used for, where it comes from or what goes with it. */
export type Scope = 'thing' | 'purpose' | 'aside'

export interface Placed extends Word {
  scope: Scope
  /** Said to be absent. */
  negated: boolean
  /** Words of one clause belong together; punctuation, conjunctions and prepositions part them. */
  clause: number
  /** Punctuation stands before it. */
  apart: boolean
}

const PUNCTUATION = /[,;:.!?()[\]/\\\n•|–—+]|\s-\s/
const CONJUNCTIONS = new Set(['and', 'or', 'nor', 'plus', 'და', 'ან'])
const ALTERNATIVES = new Set(['or', 'nor', 'ან'])
const PURPOSE = new Set(['for', 'as', 'into'])
const ASIDE = new Set([
  'from',
  'in',
  'with',
  'after',
  'by',
  'near',
  'at',
  'on',
  'during',
  'within',
  'than',
  'below',
  'under',
  'above',
])
const ABSENT = new Set(['no', 'without', 'not', 'excluding', 'except', 'minus', 'instead', 'replacing'])
const LIMIT =
  /^(below|above|under|over|less|more|max|maximum|min|minimum|up|ნაკლები|მეტი|მაქს|მაქსიმუმ|მინ|მინიმუმ|არაუმეტეს|არანაკლებ)$/u
const AMOUNT =
  /^(t|tons?|tonnes?|kgs?|kilos?|m3|l|lit(re|er)s?|pieces?|ტ|ტონ.*|კგ|კილო.*|მ3|კუბ.*|ლ|ლიტრ.*|ცალ.*)$/u
/** What stands before them is absent or replaced. */
const WITHOUT = new Set(['გარეშე', 'ნაცვლად', 'მაგივრად'])
const NEGATED_VERB = /^(შეიცავ|ურევ|ახლავ|აქვს|უნდა)/
const DEALS = new Set([...OFFER_WORDS, ...NEED_WORDS])

/**
 * Finds what belongs together in a text, what is only its purpose or circumstance, and what is said to be absent.
 * @param isName whether a Georgian word is itself part of names, so that what looks like an ending is none
 */
export function placed(words: readonly Word[], isName: (form: string) => boolean): Placed[] {
  const found = words.map((word) => ({
    ...word,
    scope: 'thing' as Scope,
    negated: false,
    clause: 0,
    apart: PUNCTUATION.test(word.before),
  }))
  inClauses(found)
  inScopes(found)
  inGeorgianScopes(found, isName)
  inMeasures(found)
  inNegation(found)
  inGeorgianNegation(found)
  return found
}

function inClauses(words: Placed[]): void {
  let clause = 0
  for (const word of words) {
    if (word.apart || CONJUNCTIONS.has(word.form) || PURPOSE.has(word.form) || ASIDE.has(word.form)) clause++
    word.clause = clause
  }
}

function inScopes(words: Placed[]): void {
  let scope: Scope = 'thing'
  for (const [at, word] of words.entries()) {
    if (word.apart) scope = 'thing'
    if (PURPOSE.has(word.form) && !isOfDeal(words, at)) scope = 'purpose'
    else if (ASIDE.has(word.form)) scope = 'aside'
    word.scope = scope
  }
}

/** "looking for", "for sale". */
const isOfDeal = (words: Placed[], at: number) =>
  [words[at - 1], words[at + 1]].some((word) => word && DEALS.has(word.form))

/** Georgian says it with an ending, and what it belongs to stands before it in the genitive. */
function inGeorgianScopes(words: Placed[], isName: (form: string) => boolean): void {
  for (const [at, word] of words.entries()) {
    const scope = scopeOfEnding(word.form)
    if (!scope || (scope === 'aside' && isName(word.form))) continue
    word.scope = scope
    for (
      let before = at - 1;
      before >= 0 && isGenitive(words[before]!) && !words[before + 1]!.apart;
      before--
    )
      words[before]!.scope = scope
  }
}

function scopeOfEnding(form: string): Scope | null {
  if (/სა?თვის$/u.test(form)) return 'purpose'
  return /(.{2}დან|სა?გან|სთან|.{2}ში|.{2}ზე|.{2}იანი?|.{3}ით)$/u.test(form) ? 'aside' : null
}

const isGenitive = ({ form }: Placed) => /(ის|ისა|ოს|უს)$/u.test(form)

/** "water below 2 %" measures the thing instead of naming another; "sawdust up to 40 t" is an amount. */
function inMeasures(words: Placed[]): void {
  for (const [at, word] of words.entries()) {
    if (!LIMIT.test(word.form) && !/[<>≤≥]/.test(word.before)) continue
    const number = words.findIndex(({ form }, place) => place >= at && place < at + 3 && /^\d/.test(form))
    if (number < 0 || AMOUNT.test(words[number + 1]?.form ?? '')) continue
    for (let before = at - 1; before >= 0 && words[before]!.clause === words[at - 1]!.clause; before--)
      words[before]!.scope = 'aside'
  }
}

function inNegation(words: Placed[]): void {
  for (const [at, word] of words.entries()) {
    if (word.form === 'free' && word.before === '-' && words[at - 1]) words[at - 1]!.negated = true
    const follower = words[at + 1]
    const isFreeOf = word.form === 'free' && (follower?.form === 'of' || follower?.form === 'from')
    if (!isFreeOf && !(ABSENT.has(word.form) && follower?.form !== 'longer')) continue
    const ends = endOfSentence(words, at + 1)
    const isList = words.slice(at + 1, ends).some(({ form }) => ALTERNATIVES.has(form))
    for (let next = at + 1; next < ends; next++) {
      const { apart, form } = words[next]!
      if ((apart && !isList && next > at + 1) || form === 'but') break
      words[next]!.negated = true
    }
  }
}

function endOfSentence(words: Placed[], from: number): number {
  const end = words.findIndex(({ before }, at) => at > from && /[.;\n!?]/.test(before))
  return end < 0 ? words.length : end
}

/** "თაბაშირის გარეშე", "ქვანახშირის ნაცვლად" and "თაბაშირს არ შეიცავს": what is absent stands before; a verb may also have it after itself. */
function inGeorgianNegation(words: Placed[]): void {
  for (const [at, word] of words.entries()) {
    const isVerb = word.form === 'არ' && NEGATED_VERB.test(words[at + 1]?.form ?? '')
    if (!WITHOUT.has(word.form) && !isVerb) continue
    const isPart = isVerb ? /ს$/u : /(ის|ისა)$/u
    let before = at - 1
    if (!isVerb && words[before]) words[before--]!.negated = true
    for (; before >= 0; before--) {
      const { form } = words[before]!
      if (!CONJUNCTIONS.has(form) && !isPart.test(form)) break
      words[before]!.negated = true
    }
    if (!isVerb) continue
    for (let next = at + 2; next < words.length && !words[next]!.apart; next++) words[next]!.negated = true
  }
}
