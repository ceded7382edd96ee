import type { Db } from '../../../db/open.ts'
import type { Measure } from '../../contract/measures.ts'
import type { Principal } from '../../contract/people.ts'
import { Refusal } from '../../refusals.ts'
import { refuseStranger } from '../parties.ts'
import { readExchange } from '../store.ts'
import { refuseUnsoundTerms } from '../terms/rules.ts'
import { unitOfTerms } from '../terms/unit.ts'
import { capacityOf, liesWithin, scheduleOf, toGram, type Moving } from './schedule.ts'
import type { StockShown } from './schema.ts'
import { readStock, reservedByPeriod } from './store.ts'

/**
 * What terms would take of both listings in each calendar period, beside what there is and what is agreed already, so
 * that too much is seen before it is refused. In the unit of the terms; of other exchanges only their sum is told.
 * @throws Refusal `not_found`, `terms_unit_wrong`, `terms_end_before_start`, `terms_too_long`
 */
export async function showStock(
  db: Db,
  principal: Principal,
  exchangeId: number,
  { unit: wanted, ...moving }: Moving & { unit?: Measure },
): Promise<StockShown> {
  const exchange = await readExchange(db, exchangeId)
  if (!exchange) throw new Refusal('not_found', { exchange: exchangeId })
  refuseStranger(principal, exchange)
  refuseUnsoundTerms({ ...moving, quality: [] })
  const { offerId, needId } = exchange
  const stocks = await readStock(db, needId === null ? [offerId] : [offerId, needId])
  const listings: StockShown['listings'] = []
  const unit = await unitOfTerms(db, exchange, wanted)
  for (const stock of stocks) {
    const onOffer = stock.measure === unit ? capacityOf(stock) : null
    const reserved = await reservedByPeriod(db, stock.id, exchangeId, unit)
    listings.push({
      listing: stock.id,
      kind: stock.id === offerId ? 'offer' : 'need',
      period: stock.period,
      validFrom: stock.validFrom,
      validUntil: stock.validUntil,
      liesWithin: liesWithin(moving, stock),
      periods: scheduleOf(moving, stock).map(({ periodStart, periodEnd, tonnes }) => {
        const { here = 0, elsewhere = 0 } = reserved.get(periodStart) ?? {}
        const left = onOffer === null ? null : toGram(onOffer - elsewhere)
        return {
          periodStart,
          periodEnd,
          asked: tonnes,
          onOffer,
          agreedElsewhere: elsewhere,
          agreedHere: here,
          left,
        }
      }),
    })
  }
  return { unit, listings: listings.toSorted(({ kind }) => (kind === 'offer' ? -1 : 1)) }
}
