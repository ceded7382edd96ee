import type { Db } from '../../db/open.ts'

/** Told again and again how much of the whole is done: of the rows of a file first, then of looking for the partners of its listings. */
export type Progress = (done: number, total: number, step?: 'partners') => void

/** What others do in the transaction that changes listings; it may refuse the change. */
export type Changed = (tx: Db, listingIds: readonly number[], progress?: Progress) => Promise<void>
