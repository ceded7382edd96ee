import type { Database } from '../db/open.ts'
import { isContention, isUnavailable } from '../db/violations.ts'

/** Something that has to be done soon after the database says so, and again and again in case that was not heard. */
export interface Work {
  /** The channel on which the database wakes it. */
  channel: string
  everyMs: number
  /**
   * Does everything that is due. Several processes do it at the same time, so it has to share by itself.
   * @param isStopped asked between one thing and the next
   */
  run: (isStopped: () => boolean) => Promise<unknown>
}

/** Does one kind of work, one run after the other, until it is stopped. */
export class Worker {
  readonly #database: Pick<Database, 'listen'>
  readonly #work: Work
  readonly #failed: (error: unknown) => void
  #running: Promise<void> | null = null
  #isAskedAgain = false
  #isStopped = false
  #timer: NodeJS.Timeout | null = null
  #unlisten: () => Promise<void> = async () => {}

  constructor(database: Pick<Database, 'listen'>, work: Work, failed: (error: unknown) => void) {
    this.#database = database
    this.#work = work
    this.#failed = failed
  }

  async start(): Promise<void> {
    this.#unlisten = await this.#database.listen(
      this.#work.channel,
      () => this.wake(),
      () => this.wake(),
    )
    this.#timer = setInterval(() => this.wake(), this.#work.everyMs).unref()
    this.wake()
  }

  /** Looks for work; a call that comes while some is done leads to one more look. */
  wake(): void {
    this.#isAskedAgain = true
    this.#running ??= this.#runOn().finally(() => (this.#running = null))
  }

  /** Waits for what is under way. */
  async stop(): Promise<void> {
    this.#isStopped = true
    if (this.#timer) clearInterval(this.#timer)
    await this.#unlisten().catch(() => {})
    await this.#running
  }

  async #runOn(): Promise<void> {
    while (this.#isAskedAgain && !this.#isStopped) {
      this.#isAskedAgain = false
      try {
        await this.#work.run(() => this.#isStopped)
      } catch (error) {
        // It is tried again at the next turn.
        if (!isUnavailable(error) && !isContention(error)) this.#failed(error)
      }
    }
  }
}
