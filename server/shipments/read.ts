import type { Db } from '../../db/open.ts'
import type { Principal } from '../contract/people.ts'
import { refuseStranger } from '../exchanges/parties.ts'
import { Refusal } from '../refusals.ts'
import { readExchange } from '../exchanges/store.ts'
import { linesOf, type Line } from './store.ts'

/**
 * The shipment lines of an exchange, newest day first.
 * @throws Refusal `not_found` for whoever is no side of it and no facilitator
 */
export async function shipmentsOf(db: Db, principal: Principal, exchangeId: number): Promise<Line[]> {
  const exchange = await readExchange(db, exchangeId)
  if (!exchange) throw new Refusal('not_found', { exchange: exchangeId })
  refuseStranger(principal, exchange)
  return linesOf(db, exchangeId)
}
