import type { Db } from '../../db/open.ts'
import type { Principal } from '../contract/people.ts'
import type { NotificationsPage } from './schema.ts'
import { countUnread, notificationsBefore } from './store.ts'

/** A page of somebody's own notifications, the newest first. */
export async function readNotifications(
  db: Db,
  { accountId }: Principal,
  { cursor, unread, limit }: { cursor?: number; unread: boolean; limit: number },
): Promise<NotificationsPage> {
  const found = await notificationsBefore(db, accountId, {
    before: cursor ?? null,
    unreadOnly: unread,
    limit: limit + 1,
  })
  return {
    notifications: found.slice(0, limit),
    unread: await countUnread(db, accountId),
    nextCursor: found.length > limit ? found[limit - 1]!.id : null,
  }
}
