import { readableSidesOf } from '../exchanges/parties.ts'
import { readExchange } from '../exchanges/store.ts'
import type { MayRead } from '../files/read.ts'
import { exchangeOfLine } from './store.ts'

/** What is attached to a shipment is for the people of both sides and for facilitators, as the line itself. */
export const mayReadShipmentFile: MayRead = async (db, principal, { subjectId }) => {
  if (!principal || subjectId === null) return false
  const exchangeId = await exchangeOfLine(db, subjectId)
  const exchange = exchangeId === null ? null : await readExchange(db, exchangeId)
  return exchange !== null && readableSidesOf(principal, exchange).length > 0
}
