import type { Db } from '../../db/open.ts'
import { actorOf } from '../accounts/principal.ts'
import type { Principal } from '../contract/people.ts'
import { leaveLine, type Clock } from '../journal/write.ts'
import { Refusal } from '../refusals.ts'
import { deleteFiles, deleteLoose, holdFiles } from './store.ts'

/** How long an upload waits to be attached. */
const KEPT_LOOSE_MS = 24 * 3_600_000

/**
 * Throws away a file that was uploaded and not attached; an attached one goes by writing its subject without it.
 * @throws Refusal `not_found`, also for a file of somebody else or an attached one
 */
export async function discardFile(db: Db, principal: Principal, id: string, clock: Clock): Promise<void> {
  await db.transaction(async (tx) => {
    const [held] = await holdFiles(tx, [id])
    if (!held || held.uploadedBy !== principal.accountId || held.subjectKind !== null)
      throw new Refusal('not_found', { file: id })
    await deleteFiles(tx, [id])
    await leaveLine(tx, actorOf(principal), clock, {
      action: 'file_discarded',
      subjectKind: 'file',
      subjectId: id,
    })
  })
}

/** Throws away what was uploaded more than a day ago and never attached; returns how many files. */
export const sweepLooseFiles = (db: Db, clock: Clock): Promise<number> =>
  deleteLoose(db, new Date(clock().getTime() - KEPT_LOOSE_MS).toISOString())
