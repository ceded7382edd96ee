import {
  disposalRouteOf,
  factorOf,
  newestRate,
  targetsOf,
  type Catalogue,
  type Factor,
} from '../materials/catalogue.ts'
import type { ImpactFacts, RoutePart, UsedFactor, UsedRate } from './compute.ts'
import { roadKm, type Disc } from './road.ts'

/** Money per tonne as somebody stated it. */
export interface StatedCost {
  amount: number
  currency: string
}

/** What is known of a deal when one of its shipments is confirmed. */
export interface Deal {
  supplier: Disc
  receiver: Disc
  offer: {
    materials: readonly { id: string; share: number }[]
    operation: string | null
    disposalCost: StatedCost | null
  }
  /** Null when the receiver has listed no need. */
  need: {
    targets: readonly { kind: 'material' | 'use'; id: string; weight: number }[]
    input: string | null
    purchaseCost: StatedCost | null
  } | null
  price: StatedCost
  transportBy: ImpactFacts['transportBy']
}

/** Currency in which all savings are reckoned. */
const CURRENCY = 'GEL'

/** Gathers every number that the impact of a shipment needs from the catalogue; what it does not know stays null. */
export function factsOf(catalogue: Catalogue, deal: Deal, tonnes: number): ImpactFacts {
  const route = disposalRouteOf(deal.offer.operation)
  const input = deal.need?.input ?? null
  const way = wayBetween(catalogue, deal)
  const freightCost = needed(catalogue, 'freight_cost')
  const purse = new Purse(catalogue)
  return {
    tonnes,
    roadKm: roadKm(deal.supplier, deal.receiver),
    currency: CURRENCY,
    yieldRatio: way.yieldRatio,
    route: {
      operation: deal.offer.operation,
      parts: route === undefined ? [] : partsOf(catalogue, deal, route),
    },
    input: {
      material: input,
      factor: input === null ? null : used(factorOf(catalogue, 'production', input)),
    },
    freightEmission: used(needed(catalogue, 'freight_emission'))!,
    freightCost: used(freightCost)!,
    freightCostRate: purse.worth({ amount: 1, currency: freightCost.unit.slice(0, 3) }) ?? NaN,
    processing: way.processes.map((process) => ({
      process,
      factor: used(factorOf(catalogue, 'processing', null, process)),
    })),
    processingCost: way.processingCost,
    disposalCost: purse.worth(deal.offer.disposalCost),
    purchaseCost: purse.worth(deal.need?.purchaseCost ?? null),
    price: purse.worth(deal.price),
    rates: purse.rates,
    transportBy: deal.transportBy,
  }
}

/** Shares of a mixture always add up to the whole. */
function partsOf(catalogue: Catalogue, { offer }: Deal, route: string): RoutePart[] {
  const whole = offer.materials.reduce((sum, { share }) => sum + share, 0)
  return offer.materials.map(({ id, share }) => ({
    material: id,
    share: share / whole,
    factor: used(factorOf(catalogue, 'disposal', id, route)),
  }))
}

interface Way {
  yieldRatio: number
  processes: string[]
  processingCost: number | null
}

const AS_IT_IS: Way = { yieldRatio: 1, processes: [], processingCost: 0 }

/** The conversions on the best way from what is offered to what is wanted, by their ids; none where it is taken as it is. */
export const processesBetween = (catalogue: Catalogue, deal: Pick<Deal, 'offer' | 'need'>): string[] =>
  wayBetween(catalogue, deal).processes

/** The best way in the catalogue from what is offered to what is wanted; as it is where no need says otherwise. */
function wayBetween(catalogue: Catalogue, { offer, need }: Pick<Deal, 'offer' | 'need'>): Way {
  const ways = offer.materials.flatMap(({ id, share }) =>
    targetsOf(catalogue, id).flatMap((way) => {
      const wanted = need?.targets.find(
        ({ kind, id: target }) => kind === way.targetKind && target === way.target,
      )
      return wanted ? [{ way, suits: way.score * wanted.weight * share }] : []
    }),
  )
  const best = ways.reduce<(typeof ways)[number] | null>((a, b) => (a && a.suits >= b.suits ? a : b), null)
  if (!best) return AS_IT_IS
  return {
    yieldRatio: best.way.yieldTonnesPerTonne,
    processes: best.way.path.flatMap(({ process }) => (process ? [process] : [])),
    processingCost: best.way.processingCostPerTonne,
  }
}

function needed(catalogue: Catalogue, kind: 'freight_emission' | 'freight_cost'): Factor {
  const factor = factorOf(catalogue, kind, null)
  if (!factor) throw new Error(`The catalogue has no default factor of the kind ${kind}`)
  return factor
}

const used = (factor: Factor | undefined): UsedFactor | null =>
  factor
    ? {
        id: factor.id,
        value: factor.value,
        unit: factor.unit,
        year: factor.year,
        source: factor.source,
        estimate: factor.estimate,
      }
    : null

/** Turns stated money into `CURRENCY` and remembers the rates that it took. */
class Purse {
  readonly rates: UsedRate[] = []
  readonly #known: Catalogue['exchangeRates']

  constructor({ exchangeRates }: Catalogue) {
    this.#known = exchangeRates
  }

  /** Null for money that is not stated, or whose currency has no rate. */
  worth(cost: StatedCost | null): number | null {
    if (!cost || cost.currency === CURRENCY) return cost && cost.amount
    const rate = newestRate(this.#known, cost.currency)
    if (!rate) return null
    const { currency, gelPerUnit: value, day, source } = rate
    if (!this.rates.some((used) => used.currency === currency))
      this.rates.push({ currency, value, day, source })
    return cost.amount * value
  }
}
