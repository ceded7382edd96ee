import type { Logger } from 'pino'
import type { Database } from '../db/open.ts'
import { isUnavailable } from '../db/violations.ts'

/** Something that has to be done again and again. Each run must be harmless to repeat. */
export interface Job {
  name: string
  everyMs: number
  run: () => Promise<unknown>
}

/** Any constant will do; each job takes the number of its place from here on. */
const FIRST_LOCK = 7_301_000

/**
 * Runs jobs, each at once and then at its pace, in one process at a time. A run that fails is logged and tried again at
 * the next turn.
 * @returns what stops them, after what is under way
 */
export function startJobs(
  { exclusively }: Pick<Database, 'exclusively'>,
  jobs: readonly Job[],
  log: Pick<Logger, 'warn' | 'error'>,
): { stop: () => Promise<void> } {
  const running = new Map<string, Promise<void>>()
  const turn = ({ name, run }: Job, lock: number) => {
    if (running.has(name)) return
    const work = exclusively(lock, async () => void (await run()))
      .catch((error: unknown) => {
        if (isUnavailable(error)) log.warn({ err: error, job: name }, 'the database is away')
        else log.error({ err: error, job: name }, 'job failed')
      })
      .finally(() => running.delete(name))
    running.set(name, work)
  }
  const timers = jobs.map((job, place) => {
    turn(job, FIRST_LOCK + place)
    return setInterval(() => turn(job, FIRST_LOCK + place), job.everyMs).unref()
  })
  return {
    stop: async () => {
      for (const timer of timers) clearInterval(timer)
      await Promise.all(running.values())
    },
  }
}
