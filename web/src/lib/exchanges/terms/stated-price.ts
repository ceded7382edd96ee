import { measureOf, priceInMeasure, type Currency, type Exchange, type Measure } from '#lib/contract.ts'

export interface StatedPrice {
  amount: number
  currency: Currency
  /** Undefined when its owner did not say. */
  vatIncluded: boolean | undefined
}

/**
 * The price that the listings of an exchange state for one of a measure: what is asked, or else what is offered for it.
 * Null when neither states one, or states it for something else: hours do not turn into pieces.
 */
export function statedPrice({ offer, need }: Exchange, measure: Measure): StatedPrice | null {
  for (const listing of [offer, need]) {
    const price = listing?.resourceKind === offer.resourceKind ? listing.pricePerTonne : null
    if (!price || measureOf(price.unit) !== measure) continue
    const { amount, currency, vatIncluded } = price
    return { amount: Number(priceInMeasure(amount, price.unit).toPrecision(12)), currency, vatIncluded }
  }
  return null
}
