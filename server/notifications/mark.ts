import type { Db } from '../../db/open.ts'
import type { Principal } from '../contract/people.ts'
import type { Clock } from '../journal/write.ts'
import { countUnread, markRead, wakeListeners, type Marked } from './store.ts'

/**
 * Marks notifications of somebody's own as read or as unread again; those of others stay untouched. What he looked at is
 * nobody's business, so that the journal hears nothing of it. His other windows do.
 * @returns how many are unread then
 */
export async function mark(
  db: Db,
  { accountId }: Principal,
  which: Marked & { read?: boolean },
  clock: Clock,
): Promise<{ unread: number }> {
  return db.transaction(async (tx) => {
    const at = which.read === false ? null : clock().toISOString()
    if (await markRead(tx, accountId, which, at)) await wakeListeners(tx, [accountId])
    return { unread: await countUnread(tx, accountId) }
  })
}
