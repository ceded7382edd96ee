import type { MayRead } from '../../files/read.ts'
import { readableSidesOf } from '../parties.ts'
import { readExchange } from '../store.ts'
import { exchangeOfMessage } from './store.ts'

/** What is attached to a message is for the people of both sides and for facilitators, as the message itself. */
export const mayReadMessageFile: MayRead = async (db, principal, { subjectId }) => {
  if (!principal || subjectId === null) return false
  const exchangeId = await exchangeOfMessage(db, subjectId)
  const exchange = exchangeId === null ? null : await readExchange(db, exchangeId)
  return exchange !== null && readableSidesOf(principal, exchange).length > 0
}
