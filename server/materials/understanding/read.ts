import type { Reading } from '../reading/candidates.ts'
import { FUNCTION_WORDS } from '../reading/ordinary-words.ts'
import { isLight, type SuggestIndex } from '../reading/phrases.ts'
import { rankTargets } from '../reading/rank.ts'
import type { Meant, Said } from './understand.ts'

/** From this sureness on a text says what it means. */
export const CLEAR = 0.6

/** A meaning that words of the text carried. */
export type ReadMeaning = Meant & { read: NonNullable<Meant['read']> }

/** What the words of a text mean by themselves, surest first. */
export const readMeanings = (
  index: SuggestIndex,
  reading: Reading,
  { kind, lang, wasteCode }: Pick<Said, 'kind' | 'lang' | 'wasteCode'>,
): ReadMeaning[] =>
  rankTargets(index, reading, { kind, lang, wasteCode }).map((candidate) => ({
    ...index.targets[candidate.phrase.target]!,
    sureness: Math.min(1, candidate.confidence),
    because: 'words',
    by: candidate.phrase.text,
    read: candidate,
    isNamed: true,
  }))

/** Whether a text says more than words that go with anything. */
export const isTelling = ({ words }: Reading): boolean =>
  words.some(({ form }) => !FUNCTION_WORDS.has(form) && !isLight(form) && !/^\d/.test(form))
