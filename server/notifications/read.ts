import type { Db } from '../../db/open.ts'
import type { Principal } from '../contract/people.ts'
import type { NewsStanding, NotificationsPage } from './schema.ts'
import { countUnread, newestId, notificationsBefore } from './store.ts'

/** A page of somebody's own notifications, the newest first. */
export async function readNotifications(
  db: Db,
  { accountId }: Principal,
  { cursor, after, unread, limit }: { cursor?: number; after?: number; unread: boolean; limit: number },
): Promise<NotificationsPage> {
  const found = await notificationsBefore(db, accountId, {
    before: cursor ?? null,
    after: after ?? 0,
    unreadOnly: unread,
    limit: limit + 1,
  })
  return {
    notifications: found.slice(0, limit),
    unread: await countUnread(db, accountId),
    nextCursor: found.length > limit ? found[limit - 1]!.id : null,
  }
}

/** Where somebody's news stand. The place is read first: what comes in between is told again rather than missed. */
export async function readStanding(db: Db, { accountId }: Principal): Promise<NewsStanding> {
  const upTo = await newestId(db, accountId)
  return { unread: await countUnread(db, accountId), upTo }
}
