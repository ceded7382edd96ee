import type { ResourceKind, Unit } from '../../contract/words.ts'
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

/** What is counted by the piece once it is known what is listed, and what may stand before it: "8 empty lorry runs". */
const COUNTED: Partial<Record<ResourceKind, Lexicon<'thing' | 'before'>>> = {
  logistics: new Lexicon([
    ['thing', 'run trip journey haul lorry truck van tipper wagon რეისი ფურა ტრაილერი კამაზი მანქანა ვაგონი'],
    ['before', 'empty free full return round single weekly ცარიელი თავისუფალი სატვირთო უკუ უკან ერთი'],
  ]),
  capacity: new Lexicon([
    ['thing', 'place space slot პალეტადგილი ადგილი'],
    ['before', 'pallet free empty cold პალეტის თავისუფალი ცარიელი'],
  ]),
  expertise: new Lexicon([
    [
      'thing',
      'visit session workshop training seminar consultation ვიზიტი სესია ტრენინგი სემინარი კონსულტაცია',
    ],
    ['before', 'free უფასო'],
  ]),
}

/**
 * The measure that begins at a word and how many words it takes; null when it is none.
 * @param kind of what is listed, where that is known
 */
export function measureAt(
  forms: readonly string[],
  at: number,
  kind?: ResourceKind,
): { measure: Measure; words: number } | null {
  const counted = countedAt(forms, at, kind)
  if (counted > 0) return { measure: exactly('piece'), words: counted }
  const form = forms[at] ?? ''
  const found =
    (CUBIC.has(form) && METRE.of(forms[at + 1])) ||
    (METRIC.has(form) && MEASURES.of(forms[at + 1])?.unit === 't')
      ? { measure: exactly(CUBIC.has(form) ? 'm3' : 't'), words: 2 }
      : single(form)
  if (!found) return loadsOf(form, forms[at + 1])
  return VESSELS.of(forms[at + found.words]) ? null : found
}

/** How many words name what is counted by the piece there. */
function countedAt(forms: readonly string[], at: number, kind?: ResourceKind): number {
  const said = kind && COUNTED[kind]
  if (!said) return 0
  let until = at
  while (said.of(forms[until]) === 'before') until++
  const first = until
  while (said.of(forms[until]) === 'thing') until++
  return until > first ? until - at : 0
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
