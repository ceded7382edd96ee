import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { newStemmer } from 'snowball-stemmers'

/** A rule of inflection: a base that ends in one of `bases` loses `strip` and takes `ending`. */
interface Rule {
  strip: string
  ending: string
  bases: RegExp
}

/** Classes of the Georgian Hunspell dictionary that decline a noun: singular, plural and particles. */
const NOUN_CLASSES = new Set(['NS', 'NP', 'NN'])

/** Cases of ი-stems that those classes leave out: "from Batumi", and the cut form before a noun. */
const MORE_RULES: Rule[] = [
  { strip: 'ი', ending: 'იდან', bases: /ი$/ },
  { strip: 'ი', ending: '', bases: /ი$/ },
]

/** Vowel that many stems lose when they decline: წყალი – წყლის, ნაცარი – ნაცრის, ტომარა – ტომრის. */
const FLEETING_VOWEL = /([^აეიოუ])[აეო]([ლრნმ][აეი])$/

/** American spellings whose stem differs from the British one. */
const BRITISH: Readonly<Record<string, string>> = {
  aluminum: 'aluminium',
  color: 'colour',
  fiber: 'fibr',
  fiberglass: 'fibreglass',
  gray: 'grey',
  liter: 'litr',
  mold: 'mould',
  plow: 'plough',
  sulfur: 'sulphur',
  tire: 'tyre',
}

const GEORGIAN = /^\p{Script=Georgian}+$/u

const english = newStemmer('english')
const rules = Map.groupBy([...nounRules(), ...MORE_RULES], ({ ending }) => ending)
const LONGEST_ENDING = Math.max(...[...rules.keys()].map(({ length }) => length))

/**
 * The words that a word may be a form of, the word itself among them; forms of one word share at least one.
 * English by the Snowball stemmer, Georgian by the noun rules of the Hunspell dictionary.
 * @param form lower-case, one word
 */
export function basesOf(form: string): string[] {
  if (!GEORGIAN.test(form)) {
    const stem = english.stem(form)
    return [BRITISH[stem] ?? stem]
  }
  const bases = new Set([form])
  for (let stemLength = Math.max(1, form.length - LONGEST_ENDING); stemLength <= form.length; stemLength++)
    for (const { strip, bases: allowed } of rules.get(form.slice(stemLength)) ?? []) {
      const base = form.slice(0, stemLength) + strip
      if (allowed.test(base)) bases.add(base)
    }
  for (const base of Array.from(bases)) {
    const cut = base.replace(FLEETING_VOWEL, '$1$2')
    if (cut !== base && cut.length > 3) bases.add(cut)
  }
  return [...bases]
}

/** What is common to most forms of a word: how misspelt words are compared. */
export function stemOf(form: string): string {
  const bases = basesOf(form)
  const shortest = bases.reduce((a, b) => (b.length < a.length ? b : a))
  return GEORGIAN.test(form) ? shortest.replace(/[აეიოუ]$/, '') : shortest
}

/** Reads lines such as `SFX NS ა ის ა`: class, what is cut off, what is put on, what the base ends in. */
function nounRules(): Rule[] {
  const path = createRequire(import.meta.url).resolve('dictionary-ka/index.aff')
  return readFileSync(path, 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([kind, group, , , bases]) => kind === 'SFX' && NOUN_CLASSES.has(group ?? '') && bases)
    .map(([, , strip = '0', ending = '', bases]) => ({
      strip: strip === '0' ? '' : strip,
      ending,
      bases: new RegExp(`${bases}$`),
    }))
}
