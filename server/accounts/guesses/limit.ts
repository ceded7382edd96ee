import { createHash } from 'node:crypto'
import type { Db } from '../../../db/open.ts'
import type { Clock } from '../../journal/write.ts'
import { Refusal } from '../../refusals.ts'
import { later } from '../parts.ts'
import { countGuesses, deleteGuesses, deleteGuessesBefore, deleteGuessesOf, insertGuesses } from './store.ts'

const WINDOW_MS = 15 * 60_000
/** Wrong passwords or codes within the window; an office may share an address. */
const LIMITS = { account: 10, address: 60 }
/** Letters that one address may set off, and that one inbox may get, within the window. */
const LETTERS = { inbox: 4, address: 30 }

/** Something that can be guessed, and from where. The account is named by its address, known or not, so that a limit tells nothing. */
export interface Guess {
  email: string
  address: string
}

const digest = (email: string) => createHash('sha256').update(email.trim().toLowerCase()).digest('base64url')

/**
 * Lets one guess through, or none. It counts before it is judged, so that guesses made at the same moment do not slip
 * through together. `db` must not be a transaction that a wrong guess rolls back.
 * @param isRight judges; a right guess is forgotten together with the wrong ones before it
 * @throws Refusal `too_many_guesses`
 */
export async function guarded<T>(
  db: Db,
  clock: Clock,
  { email, address }: Guess,
  isRight: () => Promise<T>,
): Promise<T> {
  const account = `account:${digest(email)}`
  const limits = { [account]: LIMITS.account, [`address:${address}`]: LIMITS.address }
  const ids = await count(db, clock, limits)
  const result = await isRight()
  await deleteGuesses(db, ids)
  await deleteGuessesOf(db, account)
  return result
}

/**
 * Counts a request that sends a letter.
 * @returns whether the inbox may get another one; the caller says the same either way
 * @throws Refusal `too_many_guesses` when the address sets off too many
 */
export async function mayMail(db: Db, clock: Clock, { email, address }: Guess): Promise<boolean> {
  await count(db, clock, { [`letters:${address}`]: LETTERS.address })
  try {
    await count(db, clock, { [`inbox:${digest(email)}`]: LETTERS.inbox })
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

async function count(db: Db, clock: Clock, limits: Record<string, number>): Promise<number[]> {
  const ids = await insertGuesses(db, Object.keys(limits), clock().toISOString())
  const since = later(clock, -WINDOW_MS)
  for (const [key, limit] of Object.entries(limits))
    if ((await countGuesses(db, key, since)) > limit) {
      // A refused attempt does not lengthen the wait.
      await deleteGuesses(db, ids)
      throw new Refusal('too_many_guesses', { minutes: WINDOW_MS / 60_000 })
    }
  return ids
}

/** Forgets what no limit looks at any more. */
export const sweepGuesses = (db: Db, clock: Clock): Promise<void> =>
  deleteGuessesBefore(db, later(clock, -WINDOW_MS))
