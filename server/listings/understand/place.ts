import { distance as editDistance } from 'fastest-levenshtein'
import type { Catalogue, Municipality } from '../../materials/catalogue.ts'
import { basesOf } from '../../materials/reading/inflection.ts'
import { wordsOf, type Word } from '../../materials/reading/words.ts'
import type { Said } from './words-found.ts'

interface PlaceName {
  area: Municipality
  forms: string[]
}

/** Names by the bases of their first words. */
type Gazetteer = ReadonlyMap<string, PlaceName[]>

const held = new WeakMap<Catalogue['municipalities'], Gazetteer>()

/** Words before an English name that make a place of it. */
const LOCATING = new Set('in near at around from to outside by close beside of'.split(' '))
const LEADING = new Set([...LOCATING, 'the', 'city', 'town', 'municipality', 'nearby'])
/** Endings and words after a Georgian name that do the same. */
const LOCATIVE = /(ში|თან|დან|მდე|ზე)$/u
const BESIDE = new Set([
  'ახლოს',
  'მახლობლად',
  'სიახლოვეს',
  'გარშემო',
  'მიდამოებში',
  'რაიონი',
  'რაიონში',
  'მუნიციპალიტეტი',
  'მუნიციპალიტეტში',
  'ქალაქი',
  'municipality',
  'district',
  'town',
  'area',
])
/** Shorter names are words of their own, or forms of some: they count only where something makes a place of them. */
const SHORT = 4
const MISSPELT_FROM = 5

interface FoundPlace extends Said<Municipality> {
  isLocated: boolean
}

/** The first municipality or town that a text names as a place, in any form of its name; else the first that it names at all. */
export function placeIn(
  words: readonly Word[],
  { municipalities }: Pick<Catalogue, 'municipalities'>,
): Said<Municipality> | null {
  const gazetteer = gazetteerOf(municipalities)
  const found = words.flatMap((_, at) => placeAt(gazetteer, words, at) ?? [])
  return found.find(({ isLocated }) => isLocated) ?? found[0] ?? misspeltPlace(words, municipalities)
}

function placeAt(gazetteer: Gazetteer, words: readonly Word[], at: number): FoundPlace | null {
  const { form } = words[at]!
  const names = [form, ...basesOf(form)].flatMap((base) => gazetteer.get(base) ?? [])
  const name = names
    .filter(({ forms }) =>
      forms.every((part, offset) => offset === 0 || isForm(words[at + offset]?.form, part)),
    )
    .sort((a, b) => b.forms.length - a.forms.length)[0]
  if (!name) return null
  const until = at + name.forms.length
  const isLocated = isPlace(words, at, until)
  if (!isLocated && (name.forms.join('').length <= SHORT || !isNameAlone(words, at, name))) return null
  return { value: name.area, runs: [extended(words, at, until)], isLocated }
}

/** English names begin with a capital unless everything is typed small; Georgian ones stand as they are. */
const isNameAlone = (words: readonly Word[], at: number, { forms }: PlaceName) =>
  forms.join('').length > SHORT || words[at]!.text !== words[at]!.form

const isForm = (form: string | undefined, part: string) =>
  form !== undefined && (form === part || basesOf(form).includes(part))

const isPlace = (words: readonly Word[], from: number, until: number) =>
  LOCATING.has(words[from - 1]?.form ?? '') ||
  LOCATIVE.test(words[until - 1]!.form) ||
  BESIDE.has(words[until]?.form ?? '')

function extended(words: readonly Word[], from: number, until: number) {
  let start = from
  while (LEADING.has(words[start - 1]?.form ?? '') && words[start]!.before.trim() === '') start--
  return { from: start, until: BESIDE.has(words[until]?.form ?? '') ? until + 1 : until }
}

/** "near Televi": a wrong letter is forgiven only where a place is meant. */
function misspeltPlace(
  words: readonly Word[],
  municipalities: Catalogue['municipalities'],
): Said<Municipality> | null {
  for (const [at, { form }] of words.entries()) {
    if (form.length < MISSPELT_FROM || !isPlace(words, at, at + 1)) continue
    const bases = [form, ...basesOf(form)]
    const near = [...municipalities.values()].filter(({ names }) =>
      bases.some((base) =>
        [names.en.toLowerCase(), names.ka].some(
          (name) => name.length >= MISSPELT_FROM && editDistance(base, name) === 1,
        ),
      ),
    )
    if (near.length === 1) return { value: near[0]!, runs: [extended(words, at, at + 1)] }
  }
  return null
}

/** Municipalities before towns, so that of two places of one name the larger counts. */
function gazetteerOf(municipalities: Catalogue['municipalities']): Gazetteer {
  const known = held.get(municipalities)
  if (known) return known
  const gazetteer = new Map<string, PlaceName[]>()
  const ordered = [...municipalities.values()].sort((a, b) =>
    a.type < b.type ? -1 : a.type > b.type ? 1 : 0,
  )
  for (const area of ordered)
    for (const name of new Set([area.names.en, area.names.ka, area.seatNames.en, area.seatNames.ka])) {
      const forms = wordsOf(name ?? '').map(({ form }) => form)
      const [first] = forms
      if (first === undefined) continue
      for (const base of new Set([first, ...basesOf(first)])) {
        const list = gazetteer.get(base) ?? []
        gazetteer.set(base, [...list, { area, forms }])
      }
    }
  held.set(municipalities, gazetteer)
  return gazetteer
}
