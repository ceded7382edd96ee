import type { Db } from '../../../db/open.ts'
import { settle } from '../../../db/transaction.ts'
import { tell, type Telling } from '../../journal/tell.ts'
import { leaveLines, type Actor, type Clock } from '../../journal/write.ts'
import type { Changed } from '../changed.ts'
import { statusAfter } from '../lifecycle.ts'
import { lineOf } from '../line.ts'
import { announce } from '../store.ts'
import { holdEnded, markExpired, markReminded, type Ending } from './store.ts'

const CALENDAR: Actor = { id: 'system:calendar' }
/** Days before its end from which on an owner is reminded of it. */
const REMINDED_DAYS_BEFORE = 14
const MOST_AT_ONCE = 500

/** The day in a time zone, as an ISO date. */
export const dayIn = (clock: Clock, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(clock())

/**
 * Closes every open listing whose last day is over, and tells its organisation. Safe to repeat and in several processes.
 * @returns how many
 */
export const expireListings = (db: Db, clock: Clock, timeZone: string, changed: Changed): Promise<number> =>
  inBatches(db, async (tx) => {
    const ended = await holdEnded(tx, dayIn(clock, timeZone), MOST_AT_ONCE)
    if (ended.length === 0) return 0
    const ids = ended.map(({ id }) => id)
    await markExpired(tx, ids, clock().toISOString())
    await announce(tx, ids)
    await changed(tx, ids)
    await leaveLines(
      tx,
      CALENDAR,
      clock,
      ended.map(({ id, status, revision }) =>
        lineOf(
          'expired',
          id,
          { status, revision },
          { status: statusAfter('expire', status), revision: revision + 1 },
        ),
      ),
    )
    await tell(tx, CALENDAR, clock, ended.map(tellingOf(true)))
    return ended.length
  })

/**
 * Reminds the owners of open listings that end within a fortnight, once for each end.
 * @returns how many
 */
export const remindOfExpiry = (db: Db, clock: Clock, timeZone: string): Promise<number> =>
  inBatches(db, async (tx) => {
    const ending = await markReminded(tx, dayIn(clock, timeZone), REMINDED_DAYS_BEFORE, MOST_AT_ONCE)
    await tell(tx, CALENDAR, clock, ending.map(tellingOf(false)))
    return ending.length
  })

const tellingOf =
  (isOver: boolean) =>
  ({ id, organisation, validUntil }: Ending): Telling => ({
    kind: 'listing_expires',
    subjectKind: 'listing',
    subjectId: id,
    organisations: [organisation],
    params: { validUntil, isOver },
  })

async function inBatches(db: Db, batch: (tx: Db) => Promise<number>): Promise<number> {
  let all = 0
  for (;;) {
    const done = await settle(db, batch)
    all += done
    if (done < MOST_AT_ONCE) return all
  }
}
