import { integer, pgTable, text } from 'drizzle-orm/pg-core'
import { instant } from '../columns.ts'

/** How what happens by itself went last, whichever process did it. */
export const jobRun = pgTable('job_run', {
  name: text('name').primaryKey(),
  startedAt: instant('started_at').notNull(),
  /** Null while it runs, or when the process was killed meanwhile. */
  endedAt: instant('ended_at'),
  failedAt: instant('failed_at'),
  /** Code or class of what it failed of, never its text. */
  failure: text('failure'),
  runs: integer('runs').notNull().default(0),
  failures: integer('failures').notNull().default(0),
})
