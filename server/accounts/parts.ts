import type { Clock } from '../journal/write.ts'
import type { Passwords } from './passwords.ts'

/** What the use cases of accounts need of this installation besides the database. */
export interface AccountParts {
  clock: Clock
  passwords: Passwords
  /** Where the pages are, without a slash at the end; letters link to it. */
  baseUrl: string
  /** Seals second factors. */
  sealKey: Buffer
  /** Whether demonstration accounts may sign in. */
  demonstration: boolean
}

/** An instant as the API writes it; the database has its own way. */
export const isoOf = (instant: string): string => new Date(instant).toISOString()

export const HOUR_MS = 3_600_000

/** An instant some milliseconds from now, as the database takes it. */
export const later = (clock: Clock, ms: number): string => new Date(clock().getTime() + ms).toISOString()
