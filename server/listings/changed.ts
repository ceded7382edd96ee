import type { Db } from '../../db/open.ts'

/** Told again and again how much of the whole is done. */
export type Progress = (done: number, total: number) => void

/** What others do in the transaction that changes listings; it may refuse the change. */
export type Changed = (tx: Db, listingIds: readonly number[], progress?: Progress) => Promise<void>
