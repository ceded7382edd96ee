import type { Word } from '../../materials/reading/words.ts'
import { Lexicon, type Run } from './words-found.ts'

/** How often an amount comes. */
export type Rhythm = 'day' | 'week' | 'month' | 'year' | 'once'

const EVERY = new Set(['per', 'a', 'an', 'each', 'every', 'ყოველ', 'ყოველი', 'თითო'])
const SPANS = new Lexicon<Rhythm>([
  ['day', 'day დღე'],
  ['week', 'week wk კვირა'],
  ['month', 'month mo თვე'],
  [
    'year',
    'year yr annum autumn spring summer winter season vintage harvest წელი წელიწადი შემოდგომა გაზაფხული ზაფხული ზამთარი სეზონი რთველი',
  ],
])
/** Words that tell it alone; compared as they stand. */
const ADVERBS = new Map<string, Rhythm>(
  (
    [
      ['day', 'daily ყოველდღე ყოველდღიურად ყოველდღიური დღიურად დღეში დღეშ'],
      ['week', 'weekly ყოველკვირა ყოველკვირეული ყოველკვირეულად კვირაში კვირეულად'],
      ['month', 'monthly ყოველთვიურად ყოველთვიური თვიურად თვეში თვეშ ყოველთვე'],
      [
        'year',
        'yearly annually annual tpa pa p.a წელიწადში წელში წლიურად წლიური ყოველწლიურად ყოველწლიური ყოველწელს',
      ],
      ['once', 'once one-off ერთჯერადად ერთჯერადი ერთხელ'],
    ] as const
  ).flatMap(([rhythm, words]) => words.split(' ').map((word) => [word, rhythm] as const)),
)
const ONCE = new Set(['off', 'time'])

/** How often the amount that ends before `after` comes: the words nearest behind it, else the first ones of the text. */
export function rhythmIn(words: readonly Word[], after: number): { rhythm: Rhythm; run: Run } | null {
  for (let at = after; at < words.length; at++) {
    const found = rhythmAt(words, at)
    if (found) return found
  }
  for (let at = 0; at < after; at++) {
    const found = rhythmAt(words, at)
    if (found) return found
  }
  return null
}

function rhythmAt(words: readonly Word[], at: number): { rhythm: Rhythm; run: Run } | null {
  const { form, before } = words[at]!
  const next = words[at + 1]
  if (form === 'one' && next && ONCE.has(next.form))
    return { rhythm: 'once', run: { from: at, until: at + 2 } }
  if (form === 'once' && next && EVERY.has(next.form)) return null
  const alone = ADVERBS.get(form)
  if (alone) return { rhythm: alone, run: { from: at, until: at + 1 } }
  const isSlashed = before.trim() === '/'
  if (isSlashed && SPANS.of(form)) return { rhythm: SPANS.of(form)!, run: { from: at, until: at + 1 } }
  if (!EVERY.has(form) || !next) return null
  const rhythm = SPANS.of(next.form)
  return rhythm ? { rhythm, run: { from: at, until: at + 2 } } : null
}
