import type { Db } from '../../db/open.ts'
import type { Principal } from '../contract/people.ts'
import type { AttachedFile } from '../files/schema.ts'
import { filesBySubject } from '../files/store.ts'
import { refuseStranger } from '../exchanges/parties.ts'
import { Refusal } from '../refusals.ts'
import { readExchange } from '../exchanges/store.ts'
import { sealedTerms } from '../exchanges/terms/store.ts'
import type { ShipmentsOfExchange } from './schema.ts'
import { dayWithin, leftTonnesOf, periodOf } from './rules.ts'
import { linesOf, movedTonnes, type Line } from './store.ts'

export type LineWithFiles = Line & { files: AttachedFile[] }

/**
 * The shipment lines of an exchange, newest day first, and what the sealed terms leave in the period of a day.
 * @param today ISO day of the installation
 * @throws Refusal `not_found` for whoever is no side of it and no facilitator
 */
export async function shipmentsOf(
  db: Db,
  principal: Principal,
  exchangeId: number,
  today: string,
): Promise<{ shipments: LineWithFiles[]; remaining: ShipmentsOfExchange['remaining'] }> {
  const exchange = await readExchange(db, exchangeId)
  if (!exchange) throw new Refusal('not_found', { exchange: exchangeId })
  refuseStranger(principal, exchange)
  const lines = await linesOf(db, exchangeId)
  const files = await filesBySubject(
    db,
    'shipment',
    lines.map(({ id }) => id),
  )
  return {
    shipments: lines.map((line) => ({ ...line, files: files.get(line.id) ?? [] })),
    remaining: await remainingOf(db, exchangeId, today),
  }
}

/** What may still be moved in the period of the sealed terms in which a day lies, or in the nearest one; null before they are sealed. */
async function remainingOf(
  db: Db,
  exchangeId: number,
  today: string,
): Promise<ShipmentsOfExchange['remaining']> {
  const terms = await sealedTerms(db, exchangeId)
  if (!terms) return null
  const days = periodOf(terms, dayWithin(terms, today))
  const moved = await movedTonnes(db, exchangeId, days, null)
  const { period, startsOn, endsOn, unit } = terms
  return {
    ...days,
    period,
    unit,
    startsOn,
    endsOn,
    agreedTonnes: terms.tonnes,
    movedTonnes: moved,
    leftTonnes: leftTonnesOf(terms, moved),
  }
}

/** A line with what is attached to it. */
export async function withFiles(db: Db, line: Line): Promise<LineWithFiles> {
  const files = await filesBySubject(db, 'shipment', [line.id])
  return { ...line, files: files.get(line.id) ?? [] }
}
