import { DESK_STATES, WAITING_STATES } from '#lib/contract.ts'

const PAGE = 20
/** Ages that can be asked for, days. */
export const AGES = [7, 14, 30, 90] as const
const PASSED_ON = ['stream', 'municipality', 'organisation', 'olderThanDays', 'order', 'cursor'] as const

/**
 * What the API is asked for an address of the queue: without a state what waits for a facilitator, and `me` for one's own.
 * @param account the reader's
 */
export function queueQuery(address: URLSearchParams, account: number): URLSearchParams {
  const query = new URLSearchParams({ limit: String(PAGE) })
  for (const name of PASSED_ON) {
    const value = address.get(name)?.trim()
    if (value) query.set(name, value)
  }
  const state = address.get('state') ?? ''
  const states = state === 'all' ? DESK_STATES : state ? [state] : WAITING_STATES
  for (const one of states) query.append('state', one)
  const assigned = address.get('assigned')
  if (assigned) query.set('assigned', assigned === 'me' ? String(account) : assigned)
  return query
}
