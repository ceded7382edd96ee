import type { Db } from '../../../db/open.ts'
import { measuresOfDeal, type Measure } from '../../contract/measures.ts'
import { Refusal } from '../../refusals.ts'
import { readStock } from '../stock/store.ts'
import type { StoredExchange } from '../store.ts'
import { sealedTerms } from './store.ts'

/**
 * In what terms of an exchange count: as both listings let it, and once terms are sealed as those do. What is counted in
 * another measure than the offer could not be held against what is on offer.
 * @param wanted undefined to take what is proposed
 * @throws Refusal `terms_unit_wrong` with the measures that are open
 */
export async function unitOfTerms(
  db: Db,
  { id, offerId, needId }: Pick<StoredExchange, 'id' | 'offerId' | 'needId'>,
  wanted?: Measure,
): Promise<Measure> {
  const sealed = await sealedTerms(db, id)
  const stocks = await readStock(db, needId === null ? [offerId] : [offerId, needId])
  const stockOf = (listing: number | null) => stocks.find((stock) => stock.id === listing) ?? null
  const open = sealed ? ([sealed.unit] as const) : measuresOfDeal(stockOf(offerId)!, stockOf(needId))
  const unit = wanted ?? open[0]
  if (!open.includes(unit))
    throw new Refusal('terms_unit_wrong', { open: open.join(', ') }, [
      { field: '/unit', code: 'terms_unit_wrong', params: { open: open.join(', ') } },
    ])
  return unit
}
