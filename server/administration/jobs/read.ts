import type { Db } from '../../../db/open.ts'
import type { Jobs } from '../schema.ts'
import { readRuns } from './store.ts'

/** The jobs of this process, as the administration sees them. */
export interface JobBoard {
  jobs: () => readonly { name: string; everyMs: number; running: boolean }[]
  /** Starts a run beside its pace; false for a job that does not exist. */
  runNow: (name: string) => boolean
}

/** What happens by itself: how it went last in any process, and when this one does it next. */
export async function readJobs(db: Db, board: JobBoard): Promise<Jobs> {
  const runs = new Map((await readRuns(db)).map((run) => [run.name, run]))
  return {
    jobs: board.jobs().map((job) => {
      const run = runs.get(job.name) ?? NEVER
      const { startedAt } = run
      const nextAt = startedAt && new Date(Date.parse(startedAt) + job.everyMs).toISOString()
      return { ...run, ...job, nextAt }
    }),
  }
}

const NEVER = { startedAt: null, endedAt: null, failedAt: null, failure: null, runs: 0, failures: 0 }
