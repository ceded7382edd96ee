import type { Db } from '../../db/open.ts'
import type { Clock } from '../journal/write.ts'
import type { Matching } from '../matching/market.ts'
import type { Work } from '../worker.ts'
import { dispatchOutbox } from './dispatch.ts'
import { mailDue, type LetterParts } from './letters/mail-due.ts'
import { alertSearches } from './searches/alert.ts'
import { deliverDue, type Sending } from './webhooks/deliver.ts'

export interface NotificationWork {
  db: Db
  clock: Clock
  matching: Matching
  letters: LetterParts
  sending: Sending
}

/** How often everything is looked through, whatever the database said, milliseconds. */
const EVERY_MS = { outbox: 30_000, searches: 10_000, webhooks: 5_000 }

/** What has to be done after others did something: telling, writing letters, looking through searches, sending to webhooks. */
export const notificationWork = ({ db, clock, matching, letters, sending }: NotificationWork): Work[] => [
  {
    channel: 'outbox',
    everyMs: EVERY_MS.outbox,
    run: async () => {
      await dispatchOutbox(db, clock)
      await mailDue(db, letters, clock)
    },
  },
  {
    channel: 'listing_changed',
    everyMs: EVERY_MS.searches,
    run: () => alertSearches(db, matching, clock),
  },
  {
    channel: 'webhook',
    everyMs: EVERY_MS.webhooks,
    run: (isStopped) => deliverDue(db, sending, clock, isStopped),
  },
]
