import type { Db } from '../../db/open.ts'

/** What others do in the transaction that changes listings; it may refuse the change. */
export type Changed = (tx: Db, listingIds: readonly number[]) => Promise<void>
