import type { Unit } from '../../contract/words.ts'
import { FUNCTION_WORDS } from '../../materials/reading/ordinary-words.ts'
import { Lexicon } from './words-found.ts'

/** What a word for an amount is worth. */
export interface Measure {
  unit: Unit
  /** Of the unit in one of the word. */
  times: number
  /** True where the word tells no exact amount. */
  isEstimate: boolean
}

const exactly = (unit: Unit, times = 1): Measure => ({ unit, times, isEstimate: false })
const about = (unit: Unit, times: number): Measure => ({ unit, times, isEstimate: true })

/** Usual load of an articulated lorry of 40 t, of a three-axle tipper and of a railway wagon, tonnes; our estimates. */
const LOAD_TONNES = { lorry: 20, tipper: 10, wagon: 60 }

const MEASURES = new Lexicon<Measure>([
  [exactly('t'), 't ton tonne mt ტ ტონა ტონნა'],
  [exactly('kg'), 'kg kgs kilo kilogram kilogramme კგ კილო კილოგრამი'],
  [exactly('m3'), 'm3 cbm მ3 კუბი კუბომეტრი კუბმეტრი კუბ.მ კბმ'],
  [exactly('l'), 'l ltr litre liter lt ლ ლიტრი ლტრ'],
  [exactly('piece'), 'piece pc pcs ცალი ც'],
  [exactly('MWh'), 'mwh მგვტსთ მეგავატსაათი'],
  [exactly('MWh', 0.001), 'kwh კვტსთ კილოვატსაათი'],
  [exactly('MWh', 1000), 'gwh გვტსთ გიგავატსაათი'],
  [exactly('h'), 'h hr hour სთ საათი'],
  [about('t', LOAD_TONNES.lorry), 'truckload lorryload ფურა ტრაილერი'],
  [about('t', LOAD_TONNES.tipper), 'კამაზი თვითმცლელი'],
  [about('t', LOAD_TONNES.wagon), 'wagonload ვაგონი'],
])
/** Vehicles that also stand before other things: "10 truck tyres" are no loads. */
const VEHICLES = new Lexicon<Measure>([
  [about('t', LOAD_TONNES.lorry), 'truck lorry'],
  [about('t', LOAD_TONNES.tipper), 'tipper'],
  [about('t', LOAD_TONNES.wagon), 'wagon'],
])
const LOAD = new Lexicon<true>([[true, 'load']])
const CUBIC = new Set(['cubic', 'cu', 'კუბური'])
const METRIC = new Set(['metric', 'მეტრული'])
const METRE = new Lexicon<true>([[true, 'metre meter m მეტრი მ']])
/** "20 ლიტრიანი" says how large something is, not how much there is. */
const OF_SIZE = /იან(ი|ებ|მა|ს)?/u
const VESSELS = new Lexicon<true>([
  [
    true,
    `bag sack canister drum barrel container ibc box bottle can tank keg bucket jerrycan
     ტომარა კანისტრი კასრი კონტეინერი ყუთი ბოთლი ქილა ვედრო`,
  ],
])

/** The measure that begins at a word and how many words it takes; null when it is none. */
export function measureAt(forms: readonly string[], at: number): { measure: Measure; words: number } | null {
  const form = forms[at] ?? ''
  const found =
    (CUBIC.has(form) && METRE.of(forms[at + 1])) ||
    (METRIC.has(form) && MEASURES.of(forms[at + 1])?.unit === 't')
      ? { measure: exactly(CUBIC.has(form) ? 'm3' : 't'), words: 2 }
      : single(form)
  if (!found) return loadsOf(form, forms[at + 1])
  return VESSELS.of(forms[at + found.words]) ? null : found
}

function loadsOf(form: string, next: string | undefined): { measure: Measure; words: number } | null {
  const measure = VEHICLES.of(form)
  if (!measure) return null
  if (LOAD.of(next)) return { measure, words: 2 }
  return next === undefined || FUNCTION_WORDS.has(next) ? { measure, words: 1 } : null
}

function single(form: string): { measure: Measure; words: number } | null {
  if (form.length > 4 && OF_SIZE.test(form)) return null
  const measure = MEASURES.of(form)
  return measure ? { measure, words: 1 } : null
}
