import type { Db } from '../../db/open.ts'
import type { Actor, Clock } from '../journal/write.ts'

/**
 * What other domains do when something happens to an organisation, each inside the transaction that makes it happen. The
 * domains build on this one, so that they are told instead of asked.
 */
export interface Follower {
  /** What everybody sees of its listings has changed: its name, its verification, a permit, a site. */
  changed?: (tx: Db, organisationId: number) => Promise<void>
  /** It is gone for good. */
  gone?: (tx: Db, actor: Actor, organisationId: number, clock: Clock) => Promise<void>
  /** It turned out to be another one, to which everything of it belongs from now on. */
  merged?: (tx: Db, actor: Actor, merge: { from: number; into: number }, clock: Clock) => Promise<void>
}

export const tellChanged = async (
  followers: readonly Follower[],
  tx: Db,
  organisationId: number,
): Promise<void> => {
  for (const { changed } of followers) await changed?.(tx, organisationId)
}
