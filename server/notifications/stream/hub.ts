import type { Database } from '../../../db/open.ts'
import { isUnavailable } from '../../../db/violations.ts'
import { liveSessions } from '../../accounts/sessions/store.ts'
import type { Clock } from '../../journal/write.ts'
import { Refusal } from '../../refusals.ts'
import { countUnread, newestId, notificationsAfter } from '../store.ts'
import { Listening, type Sink } from './listening.ts'

/** How many windows of one person are told at the same time, and how many windows one process serves. */
export const MOST_STREAMS = { ofAccount: 12, ofProcess: 2000 }
/** How long a sign-in that ended without a word may still be told things, milliseconds. */
const CHECK_MS = 15_000
const ROWS_AT_ONCE = 100

/** Whose stream it is, and the last notification that he has seen; null for "from now on". */
export interface Wanted {
  accountId: number
  sessionId: string
  after: number | null
}

/**
 * Brings notifications to the windows that are open on this process. The database wakes every process when something is
 * written; what is sent is read from the table after the last one that the window has seen, so a lost wake-up delays and
 * nothing is lost.
 */
export class StreamHub {
  readonly #database: Database
  readonly #clock: Clock
  readonly #failed: (error: unknown) => void
  readonly #open = new Set<Listening>()
  #following: Promise<(() => Promise<void>)[]> | null = null
  #timer: NodeJS.Timeout | null = null
  #stopped = false

  constructor(database: Database, clock: Clock, failed: (error: unknown) => void) {
    this.#database = database
    this.#clock = clock
    this.#failed = failed
  }

  /**
   * Starts to tell a window. It first hears how many are unread, then what it missed.
   * @throws Refusal `too_many_streams`, `streams_full`
   */
  async add(wanted: Wanted, sink: Sink): Promise<void> {
    this.#refuseTooMany(wanted.accountId)
    const listening = new Listening(wanted, sink)
    this.#open.add(listening)
    sink.onClose(() => this.#open.delete(listening))
    try {
      await this.#follow()
      listening.cursor = wanted.after ?? (await newestId(this.#database.db, wanted.accountId))
      const unread = await countUnread(this.#database.db, wanted.accountId)
      if (this.#stopped) throw new Refusal('streams_full')
      await listening.begin(unread)
    } catch (error) {
      this.#open.delete(listening)
      throw error
    }
    void this.#tell(listening)
  }

  /** Ends every stream; browsers come back by themselves, to whichever process serves them then. */
  async stop(): Promise<void> {
    this.#stopped = true
    if (this.#timer) clearInterval(this.#timer)
    for (const listening of this.#open) listening.close()
    this.#open.clear()
    for (const unlisten of (await this.#following?.catch(() => [])) ?? []) await unlisten().catch(() => {})
  }

  #refuseTooMany(accountId: number): void {
    if (this.#stopped || this.#open.size >= MOST_STREAMS.ofProcess) throw new Refusal('streams_full')
    const own = [...this.#open].filter((listening) => listening.accountId === accountId)
    if (own.length >= MOST_STREAMS.ofAccount)
      throw new Refusal('too_many_streams', { most: MOST_STREAMS.ofAccount })
  }

  /** Listens from the first window on: a process that serves none needs no wake-ups. */
  #follow(): Promise<unknown> {
    this.#following ??= Promise.all([
      this.#database.listen(
        'notification',
        (whom) => this.#wake(whom),
        () => this.#wake(''),
      ),
      this.#database.listen(
        'session_ended',
        () => void this.#check(),
        () => void this.#check(),
      ),
    ]).catch((error: unknown) => {
      this.#following = null
      throw error
    })
    this.#timer ??= setInterval(() => {
      void this.#check()
      // A wake-up may have been lost with its connection.
      this.#wake('')
    }, CHECK_MS).unref()
    return this.#following
  }

  #wake(whom: string): void {
    const accounts = whom === '' ? null : new Set(whom.split(',').map(Number))
    for (const listening of this.#open)
      if (accounts === null || accounts.has(listening.accountId)) void this.#tell(listening)
  }

  /** Sends what is new; calls that come meanwhile lead to one more look afterwards. */
  async #tell(listening: Listening): Promise<void> {
    if (!listening.hasBegun) return
    return listening.oneAtATime(async () => {
      const { db } = this.#database
      try {
        // Counted first: what is counted is then sent before the count, and what comes in between wakes us again.
        const unread = await countUnread(db, listening.accountId)
        for (;;) {
          const found = await notificationsAfter(db, listening.accountId, listening.cursor, ROWS_AT_ONCE)
          // Asked after reading: what was written when the sign-in had ended is not sent.
          const now = this.#clock().toISOString()
          if (!(await liveSessions(db, [listening.sessionId], now)).has(listening.sessionId))
            return listening.close()
          for (const notification of found) await listening.send(notification)
          if (found.length < ROWS_AT_ONCE) break
        }
        await listening.sendUnread(unread)
      } catch (error) {
        // It is looked up again at the next turn; the window keeps its place.
        if (!isUnavailable(error)) this.#failed(error)
      }
    })
  }

  /** Closes the streams of sign-ins that have ended. */
  async #check(): Promise<void> {
    const ids = [...new Set([...this.#open].map(({ sessionId }) => sessionId))]
    if (ids.length === 0) return
    try {
      const live = await liveSessions(this.#database.db, ids, this.#clock().toISOString())
      for (const listening of this.#open) if (!live.has(listening.sessionId)) listening.close()
    } catch (error) {
      if (!isUnavailable(error)) this.#failed(error)
    }
  }
}
