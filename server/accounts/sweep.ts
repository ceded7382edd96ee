import type { Db } from '../../db/open.ts'
import type { Clock } from '../journal/write.ts'
import { sweepGuesses } from './guesses/limit.ts'
import { HOUR_MS, later } from './parts.ts'
import { deleteEnded } from './store.ts'

/** A retry comes within minutes; a day is generous. */
const ANSWERS_MS = 24 * HOUR_MS
/** How long it can be seen that a link was used or a sign-in has ended. */
const ENDED_MS = 30 * 24 * HOUR_MS

/** Forgets what nobody asks for any more: old guesses, kept answers, used links, ended sign-ins. */
export async function sweepAccounts(db: Db, clock: Clock): Promise<void> {
  await sweepGuesses(db, clock)
  await deleteEnded(db, { answersBefore: later(clock, -ANSWERS_MS), endedBefore: later(clock, -ENDED_MS) })
}
