import type { Db } from '../../../db/open.ts'
import { accountById } from '../../accounts/store.ts'
import type { EventKind } from '../../contract/events.ts'
import type { Clock } from '../../journal/write.ts'
import { Refusal } from '../../refusals.ts'
import { changePreferences } from '../preferences/change.ts'
import { readUnsubscribeToken } from './token.ts'

/** Whoever holds the letter; it need not be the person himself. */
const BY_LETTER = { id: 'letter:unsubscribe' }

/**
 * Ends the letters that a token names. Doing it again changes nothing.
 * @returns the kinds of which no letters come any more
 * @throws Refusal `link_expired` for a token that was not made here, or whose account is gone
 */
export async function unsubscribe(
  db: Db,
  { key, token }: { key: Buffer; token: string },
  clock: Clock,
): Promise<{ kinds: EventKind[] }> {
  const meant = readUnsubscribeToken(key, token)
  const account = meant && (await accountById(db, meant.accountId))
  if (!account || account.erasedAt !== null) throw new Refusal('link_expired')
  const wishes = meant.kinds.map((kind) => ({ kind, mail: 'never' as const }))
  await changePreferences(db, BY_LETTER, account.id, wishes, clock)
  return { kinds: [...meant.kinds] }
}
