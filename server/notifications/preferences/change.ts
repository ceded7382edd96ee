import type { Db } from '../../../db/open.ts'
import { EVENT_KINDS, MAIL_DEFAULTS, type EventKind, type MailTime } from '../../contract/events.ts'
import { leaveLine, type Actor, type Clock } from '../../journal/write.ts'
import type { Preferences } from './schema.ts'
import { preferencesOf, putPreferences } from './store.ts'

/** When somebody hears of each kind by letter: what he chose, otherwise the default. */
export async function readPreferences(db: Db, accountId: number): Promise<Preferences> {
  const chosen = new Map((await preferencesOf(db, accountId)).map(({ kind, mail }) => [kind, mail]))
  return {
    preferences: EVENT_KINDS.map((kind) => ({
      kind,
      mail: chosen.get(kind) ?? MAIL_DEFAULTS[kind],
      chosen: chosen.has(kind),
    })),
  }
}

/** Changes when an account hears of some kinds by letter. Of a kind that is named twice the last word holds. */
export async function changePreferences(
  db: Db,
  actor: Actor,
  accountId: number,
  wishes: readonly { kind: EventKind; mail: MailTime }[],
  clock: Clock,
): Promise<Preferences> {
  const last = new Map(wishes.map(({ kind, mail }) => [kind, mail]))
  return db.transaction(async (tx) => {
    await putPreferences(
      tx,
      accountId,
      [...last].map(([kind, mail]) => ({ kind, mail })),
    )
    await leaveLine(tx, actor, clock, {
      action: 'notification_preferences_changed',
      subjectKind: 'account',
      subjectId: accountId,
      after: Object.fromEntries(last),
    })
    return readPreferences(tx, accountId)
  })
}
