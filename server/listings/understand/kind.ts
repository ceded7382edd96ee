import type { ListingKind } from '../../contract/words.ts'
import { NEED_WORDS, OFFER_WORDS } from '../../materials/reading/ordinary-words.ts'
import type { Word } from '../../materials/reading/words.ts'
import { Lexicon, type Said } from './words-found.ts'

const DEALS = new Lexicon<ListingKind>([
  ['offer', OFFER_WORDS.join(' ')],
  ['need', NEED_WORDS.join(' ')],
])
/** Turns of speech whose first word would mislead, over the forms of a text; the first that fits counts. */
const TURNS: readonly (readonly [ListingKind, RegExp])[] = [
  [
    'offer',
    /\b(need|want|like|looking|wish|have|has|trying)s?( \w+){0,2}? (sell|give|offer|dispose|rid|discard)\b/,
  ],
  [
    'offer',
    /\b(looking for|need|want|seek|seeking)( an?| some)?( new)? (buyer|taker|someone to take|somebody to take|outlet|home)s?\b/,
  ],
  ['need', /\b(who|anyone|anybody|someone|somebody|do you|does anyone) (has|have|sell|sells|offer|offers)\b/],
  ['need', /\b(have|has) to (buy|get|find|purchase)\b/],
  [
    'offer',
    /(გვინდა|მინდა|გვსურს|მსურს|გვჭირდება|მჭირდება)( \S+){0,3} (გავყიდ|ჩავაბარ|გავცე|მოვიშორ|გავასაჩუქრ)/u,
  ],
  ['offer', /(ვეძებთ?|გვჭირდება|მჭირდება)( \S+){0,2} (მყიდველ|ჩამბარებელ|მიმღებ|წამღებ)/u],
  ['need', /(ვის|ვინმეს|ვინმე) (აქვს|გაქვთ|ყიდის)/u],
]

/** Whether a text has something to give or wants something; null when it does not say. */
export function kindIn(words: readonly Word[]): Said<ListingKind> | null {
  const forms = words.map(({ form }) => form).join(' ')
  for (const [kind, turn] of TURNS) {
    const found = turn.exec(forms)
    if (!found) continue
    const from = countWords(forms.slice(0, found.index))
    return { value: kind, runs: [{ from, until: from + countWords(`${found[0].trim()} `) }] }
  }
  for (const [at, { form }] of words.entries()) {
    const kind = DEALS.of(form)
    if (kind) return { value: kind, runs: [{ from: at, until: at + 1 }] }
  }
  return null
}

const countWords = (text: string) => text.split(' ').length - 1
