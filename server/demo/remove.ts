import type { Db } from '../../db/open.ts'
import { leaveLine, type Clock } from '../journal/write.ts'
import { announce } from '../listings/store.ts'
import { DEMONSTRATION } from './marks.ts'
import { deleteDemonstration, holdDemonstration } from './store.ts'

export interface DemoRemoval {
  organisations: number
  listings: number
}

/**
 * Takes out everything that is demonstration, and nothing else: its listings with their exchanges, and its organisations
 * with their sites and permits. An organisation that somebody has given a real listing stays. The journal remembers it,
 * so that no start fills it in again.
 */
export async function removeDemo(db: Db, clock: Clock): Promise<DemoRemoval> {
  return db.transaction(async (tx) => {
    await holdDemonstration(tx)
    const removed = await deleteDemonstration(tx)
    if (removed.listings.length > 0) await announce(tx, removed.listings)
    await leaveLine(tx, DEMONSTRATION.actor, clock, { ...DEMONSTRATION.removed, before: removed })
    return { organisations: removed.organisations.length, listings: removed.listings.length }
  })
}
