import type { Db } from '../../db/open.ts'
import type { Principal } from '../contract/people.ts'
import { readRoom } from '../exchanges/read.ts'
import { readExchange } from '../exchanges/store.ts'
import { processesBetween } from '../impact/facts.ts'
import type { Catalogue } from '../materials/catalogue.ts'
import { Refusal } from '../refusals.ts'
import { withFiles } from './read.ts'
import type { TransferNote } from './schema.ts'
import { permitsFor, readDeal, readLine } from './store.ts'

/**
 * What a transfer note of one shipment says: both sides as the reader may see them, the waste, the operation that awaits
 * it, and the line as it stands. It repeats what was recorded; it states nothing about the law.
 * @throws Refusal `not_found` for whoever is no side of the exchange and no facilitator
 */
export async function transferNote(
  db: Db,
  principal: Principal,
  shipmentId: number,
  catalogue: Catalogue,
): Promise<TransferNote> {
  const line = await readLine(db, shipmentId)
  if (!line) throw new Refusal('not_found', { shipment: shipmentId })
  const { exchange, terms } = await readRoom(db, principal, line.exchangeId)
  const code = exchange.offer.wasteCode
  const sealed = terms.find(({ sealedAt, supersededAt }) => sealedAt !== null && supersededAt === null)
  return {
    shipment: await withFiles(db, line),
    exchange,
    terms: sealed ?? null,
    waste: {
      code,
      names: code === null ? null : (catalogue.wasteCodes.get(code)?.names ?? null),
      hazardous: exchange.offer.hazardous,
    },
    operations: await operationsOf(db, line, code, catalogue),
  }
}

/** The operations of the receiver's recorded permits for the code on that day; without any, those of the catalogue's way to the need. */
async function operationsOf(
  db: Db,
  { exchangeId, movedOn }: { exchangeId: number; movedOn: string },
  wasteCode: string | null,
  catalogue: Catalogue,
): Promise<TransferNote['operations']> {
  const stored = (await readExchange(db, exchangeId))!
  const namesOf = (operation: string) => catalogue.operations.get(operation)?.names ?? null
  const permits = wasteCode === null ? [] : await permitsFor(db, stored.receiverId, wasteCode, movedOn)
  if (permits.length > 0)
    return permits.map(({ operation, number }) => ({
      code: operation,
      names: namesOf(operation),
      permitNumber: number,
    }))
  const deal = await readDeal(db, stored)
  const onTheWay = processesBetween(catalogue, deal).flatMap((id) => catalogue.processes.get(id)?.rCode ?? [])
  const atTheUse = (deal.need?.targets ?? []).flatMap(({ kind, id }) =>
    kind === 'use' ? (catalogue.uses.get(id)?.operations ?? []) : [],
  )
  const codes = new Set(onTheWay.length > 0 ? onTheWay : atTheUse)
  return [...codes].map((code) => ({ code, names: namesOf(code), permitNumber: null }))
}
