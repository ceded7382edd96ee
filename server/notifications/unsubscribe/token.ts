import { createHmac, timingSafeEqual } from 'node:crypto'
import { EVENT_KINDS, type EventKind } from '../../contract/events.ts'

/** What a link in a letter ends: letters of one kind, or all that tell of news. */
export type Ending = EventKind | 'all'

const TOKEN = /^([1-9]\d{0,9})\.([a-z_]{1,40})\.([\w-]{43})$/

const macOf = (key: Buffer, accountId: number, ending: string): string =>
  createHmac('sha256', key).update(`${accountId}.${ending}`).digest('base64url')

/** A token that ends letters to somebody without his signing in. It never runs out, and opens nothing else. */
export const unsubscribeToken = (key: Buffer, accountId: number, ending: Ending): string =>
  `${accountId}.${ending}.${macOf(key, accountId, ending)}`

/** What a token ends; null when it was not made here. */
export function readUnsubscribeToken(
  key: Buffer,
  token: string,
): { accountId: number; kinds: readonly EventKind[] } | null {
  const [, account = '', ending = '', mac = ''] = TOKEN.exec(token) ?? []
  const accountId = Number(account)
  if (!accountId) return null
  if (!timingSafeEqual(Buffer.from(mac), Buffer.from(macOf(key, accountId, ending)))) return null
  const kinds = ending === 'all' ? EVENT_KINDS : EVENT_KINDS.filter((kind) => kind === ending)
  return { accountId, kinds }
}
