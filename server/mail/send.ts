import type { Db } from '../../db/open.ts'
import type { Clock } from '../journal/write.ts'
import { claimMail, markFailed, markSent } from './store.ts'
import type { Transport } from './transport.ts'

/** How often a letter is tried: for about three days. */
const MOST_ATTEMPTS = 14
const MINUTE_MS = 60_000
/** A sender that has not answered for so long is dead. */
const LEASE_MS = 5 * MINUTE_MS
const LONGEST_WAIT_MS = 12 * 60 * MINUTE_MS

/** Minutes double from one attempt to the next: 1, 2, 4 … up to half a day. */
const waitAfter = (attempts: number) => Math.min(MINUTE_MS * 2 ** (attempts - 1), LONGEST_WAIT_MS)

/** Sends every letter that is due; one that fails is tried again later. Returns how many went out. */
export async function sendDue(db: Db, transport: Transport, clock: Clock): Promise<number> {
  const after = (ms: number) => new Date(clock().getTime() + ms).toISOString()
  let sent = 0
  for (;;) {
    const letter = await claimMail(db, after(0), after(LEASE_MS), MOST_ATTEMPTS)
    if (!letter) return sent
    try {
      const { toAddress: to, subject, body: text, unsubscribeUrl } = letter
      await transport.send({ to, subject, text, unsubscribeUrl })
      await markSent(db, letter.id, after(0))
      sent += 1
    } catch (error) {
      await markFailed(db, letter.id, {
        lastError: (error instanceof Error ? error.message : String(error)).slice(0, 500),
        nextAttemptAt: after(waitAfter(letter.attempts)),
      })
    }
  }
}

/** Sends what is due again and again, until it is stopped. */
export class MailSender {
  readonly #work: () => Promise<unknown>
  readonly #failed: (error: unknown) => void
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> = Promise.resolve()
  #stopped = false

  constructor(work: () => Promise<unknown>, failed: (error: unknown) => void) {
    this.#work = work
    this.#failed = failed
  }

  start(everyMs = 5000): void {
    this.#running = this.#once(everyMs)
  }

  async #once(everyMs: number): Promise<void> {
    try {
      await this.#work()
    } catch (error) {
      this.#failed(error)
    }
    if (!this.#stopped) this.#timer = setTimeout(() => this.start(everyMs), everyMs)
  }

  /** Waits for the letter that is under way. */
  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#running
  }
}
