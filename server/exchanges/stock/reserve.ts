import type { Db } from '../../../db/open.ts'
import type { Measure } from '../../contract/measures.ts'
import { Refusal } from '../../refusals.ts'
import { capacityOf, liesWithin, scheduleOf, type Moving } from './schedule.ts'
import {
  findExcess,
  hasForeignPeriods,
  hasOtherUnits,
  holdStock,
  movedBeyondReserved,
  readStock,
  replaceAllocations,
  reservedAmong,
  type StoredStock,
} from './store.ts'

/** An exchange with the terms by which it reserves. */
export interface Reservation {
  exchangeId: number
  offerId: number
  needId: number | null
  terms: Moving & { unit: Measure }
  /** Changes what was reserved before, perhaps of a listing that is open no more. */
  isAmendment: boolean
}

/**
 * Reserves what several terms take of their listings, all or nothing. The listings are locked first, so that nobody
 * reserves of them at the same moment, and the sums are checked by the database after the writing.
 * A listing whose amount is unknown has no limit that could be kept.
 * @throws Refusal `listing_closed`, `terms_unit_wrong`, `terms_outside_listing`, `terms_below_shipped`, `over_allocated`
 */
export async function reserve(db: Db, reservations: readonly Reservation[]): Promise<void> {
  const ids = new Set(reservations.flatMap(({ offerId, needId }) => [offerId, ...(needId ? [needId] : [])]))
  const held = new Map((await holdStock(db, [...ids])).map((stock) => [stock.id, stock]))
  for (const { exchangeId, offerId, needId, terms, isAmendment } of reservations) {
    const slices = [offerId, needId].flatMap((id) => {
      const stock = id === null ? undefined : held.get(id)
      return stock ? slicesOf(stock, terms, isAmendment) : []
    })
    await replaceAllocations(db, exchangeId, terms.startsOn, slices)
    const moved = isAmendment ? await movedBeyondReserved(db, exchangeId) : null
    if (moved !== null) throw new Refusal('terms_below_shipped', { tonnes: moved, unit: terms.unit })
  }
  await refuseExcess(db, [...held.values()])
}

function slicesOf(stock: StoredStock, terms: Reservation['terms'], isAmendment: boolean) {
  const { id: listingId, kind, measure, status, validFrom, validUntil } = stock
  const { unit } = terms
  if (!isAmendment && status !== 'published')
    throw new Refusal('listing_closed', { listing: listingId, status })
  // The offer may have been revised to another measure since the terms were written.
  if (kind === 'offer' && measure !== null && measure !== unit)
    throw new Refusal('terms_unit_wrong', { open: measure })
  const slices = scheduleOf(terms, stock)
  if (!liesWithin(terms, stock) || slices.length === 0)
    throw new Refusal('terms_outside_listing', { listing: listingId, validFrom, validUntil })
  return slices.map((slice) => ({ ...slice, listingId, unit }))
}

async function refuseExcess(db: Db, stocks: readonly StoredStock[]): Promise<void> {
  const excess = await excessOf(db, stocks)
  if (excess) throw new Refusal('over_allocated', excess)
}

async function excessOf(db: Db, stocks: readonly StoredStock[]) {
  const capacities = stocks.flatMap((stock) => {
    const tonnes = capacityOf(stock)
    const { id: listing, measure: unit } = stock
    return tonnes === null || unit === null ? [] : [{ listing, tonnes, unit }]
  })
  const excess = await findExcess(db, capacities)
  if (!excess) return null
  const { tonnes: onOffer, unit } = capacities.find(({ listing }) => listing === excess.listing)!
  return { ...excess, onOffer, unit }
}

/**
 * Keeps a changed listing at what is agreed of it; call it in the transaction that changes listings, after the change.
 * @throws Refusal `listing_below_agreed` when it would offer (or take) less than is agreed, or count it by another period or in another
 *   unit
 */
export async function refuseBelowAgreed(db: Db, listingIds: readonly number[]): Promise<void> {
  const stocks = await readStock(db, await reservedAmong(db, listingIds))
  const excess = await excessOf(db, stocks)
  if (excess) throw new Refusal('listing_below_agreed', excess)
  for (const stock of stocks) {
    const { id, kind, measure } = stock
    const isRecounted = kind === 'offer' && measure !== null && (await hasOtherUnits(db, id, measure))
    if (isRecounted || (await hasForeignPeriods(db, stock)))
      throw new Refusal('listing_below_agreed', { listing: id })
  }
}
