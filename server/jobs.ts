import type { Logger } from 'pino'
import type { Database } from '../db/open.ts'
import { isUnavailable } from '../db/violations.ts'
import type { JobBoard } from './administration/jobs/read.ts'
import { noteEnd, noteStart } from './administration/jobs/store.ts'
import type { Clock } from './journal/write.ts'

/** Something that has to be done again and again. Each run must be harmless to repeat. */
export interface Job {
  name: string
  everyMs: number
  run: () => Promise<unknown>
}

/** Any constant will do; each job takes the number of its place from here on. */
const FIRST_LOCK = 7_301_000

/** Runs jobs, each at its pace and in one process at a time. A run that fails is logged and tried again at the next turn. */
export class Jobs implements JobBoard {
  readonly #database: Pick<Database, 'db' | 'exclusively'>
  readonly #jobs: readonly Job[]
  readonly #log: Pick<Logger, 'warn' | 'error'>
  readonly #clock: Clock
  readonly #running = new Map<string, Promise<void>>()
  #timers: NodeJS.Timeout[] = []

  constructor(
    database: Pick<Database, 'db' | 'exclusively'>,
    jobs: readonly Job[],
    log: Pick<Logger, 'warn' | 'error'>,
    clock: Clock,
  ) {
    this.#database = database
    this.#jobs = jobs
    this.#log = log
    this.#clock = clock
  }

  /** Runs each job at once, and then at its pace until `stop`. */
  start(): void {
    this.#timers = this.#jobs.map(({ name, everyMs }) => {
      this.runNow(name)
      return setInterval(() => this.runNow(name), everyMs).unref()
    })
  }

  /** Stops them, after what is under way. */
  async stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer)
    await Promise.all(this.#running.values())
  }

  jobs = () => this.#jobs.map(({ name, everyMs }) => ({ name, everyMs, running: this.#running.has(name) }))

  runNow = (name: string): boolean => {
    const place = this.#jobs.findIndex((job) => job.name === name)
    if (place < 0) return false
    if (this.#running.has(name)) return true
    const work = this.#database
      .exclusively(FIRST_LOCK + place, () => this.#turn(this.#jobs[place]!))
      .catch((error: unknown) => {
        if (isUnavailable(error)) this.#log.warn({ err: error, job: name }, 'the database is away')
        else this.#log.error({ err: error, job: name }, 'job failed')
      })
      .finally(() => this.#running.delete(name))
    this.#running.set(name, work)
    return true
  }

  async #turn({ name, run }: Job): Promise<void> {
    const { db } = this.#database
    await noteStart(db, name, this.#clock().toISOString())
    try {
      await run()
    } catch (error) {
      await noteEnd(db, name, this.#clock().toISOString(), codeOf(error)).catch(() => {})
      throw error
    }
    await noteEnd(db, name, this.#clock().toISOString(), null)
  }
}

/** What failed, without its text: that may name people. */
const codeOf = (error: unknown): string => {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown }
  return typeof code === 'string' ? code : typeof name === 'string' ? name : 'unknown'
}
