import { sql, type SQL } from 'drizzle-orm'
import { rows, type Db } from '../../../db/open.ts'
import { jobRun } from '../../../db/schema/index.ts'

/** How a job went last. */
export interface JobRun {
  name: string
  startedAt: string
  endedAt: string | null
  failedAt: string | null
  failure: string | null
  runs: number
  failures: number
}

const iso = (column: SQL) => sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

/** Notes that a run begins. */
export async function noteStart(db: Db, name: string, now: string): Promise<void> {
  await db
    .insert(jobRun)
    .values({ name, startedAt: now, runs: 1 })
    .onConflictDoUpdate({
      target: jobRun.name,
      set: { startedAt: now, endedAt: null, runs: sql`${jobRun.runs} + 1` },
    })
}

/** Notes that the run under way has ended, and of what it failed if it did. */
export async function noteEnd(db: Db, name: string, now: string, failure: string | null): Promise<void> {
  await rows(
    db,
    sql`update job_run set ended_at = ${now}::timestamptz, failure = ${failure}::text,
          failed_at = case when ${failure}::text is null then failed_at else ${now}::timestamptz end,
          failures = failures + (${failure}::text is not null)::int where name = ${name}`,
  )
}

/** How each job went last, those that ran ever. */
export const readRuns = (db: Db): Promise<JobRun[]> =>
  rows<JobRun>(
    db,
    sql`select name, ${iso(sql`started_at`)} as "startedAt", ${iso(sql`ended_at`)} as "endedAt",
          ${iso(sql`failed_at`)} as "failedAt", failure, runs, failures from job_run order by name`,
  )
