import type { Db } from '../../../db/open.ts'
import { actorOf } from '../../accounts/principal.ts'
import type { Principal } from '../../contract/people.ts'
import { leaveLine, type Clock } from '../../journal/write.ts'
import { Refusal } from '../../refusals.ts'
import type { JobBoard } from './read.ts'

/**
 * Starts a job now instead of at its next turn; one that is under way is not started twice.
 * @throws Refusal `not_permitted`, `not_found`
 */
export async function runJob(
  db: Db,
  principal: Principal,
  name: string,
  board: JobBoard,
  clock: Clock,
): Promise<void> {
  if (principal.role !== 'administrator') throw new Refusal('not_permitted')
  if (!board.jobs().some((job) => job.name === name)) throw new Refusal('not_found', { job: name })
  await leaveLine(db, actorOf(principal), clock, {
    action: 'job_started',
    subjectKind: 'job',
    subjectId: name,
  })
  board.runNow(name)
}
