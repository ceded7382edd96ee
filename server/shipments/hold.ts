import type { Db } from '../../db/open.ts'
import { Refusal } from '../refusals.ts'
import { holdExchange, type StoredExchange } from '../exchanges/store.ts'
import { exchangeOfLine, holdLine, type Line } from './store.ts'

/**
 * A line and its exchange, both locked, the exchange first, as everybody locks them.
 * @throws Refusal `not_found`
 */
export async function holdLineAndExchange(
  tx: Db,
  shipmentId: number,
): Promise<{ line: Line; held: StoredExchange }> {
  const exchangeId = await exchangeOfLine(tx, shipmentId)
  const held = exchangeId === null ? null : (await holdExchange(tx, exchangeId))?.exchange
  const line = held && (await holdLine(tx, shipmentId))
  if (!held || !line) throw new Refusal('not_found', { shipment: shipmentId })
  return { line, held }
}
