import {
  AUDIENCES,
  PROPERTIES,
  type Audience,
  type ListingKind,
  type Property,
  type Provenance,
} from '../contract/words.ts'
import { disposalRouteOf, factorOf, gelPerUnit, type Catalogue } from '../materials/catalogue.ts'
import { sideTrust } from './engine/criteria/trust.ts'
import {
  dayNumber,
  OPEN_FROM,
  OPEN_UNTIL,
  type ListingFacts,
  type PropertyRange,
  type TargetFacts,
} from './engine/facts.ts'
import type { Policy } from './engine/policy.ts'
import type { NodeKind, Nodes } from './nodes.ts'

/** What the market reads of a listing, its site, its organisation and its permits; null is unknown. */
export interface MarketRow {
  id: number
  kind: ListingKind
  organisation: number
  lon: number
  lat: number
  radiusKm: number
  audience: Audience
  provenance: Provenance
  verified: boolean
  completedExchanges: number
  wasteCode: string | null
  hazardous: boolean
  months: number | null
  validFrom: string | null
  validUntil: string | null
  massTonnes: number | null
  minimumLotTonnes: number | null
  presentOperation: string | null
  presentInput: string | null
  presentCost: number | null
  presentCostCurrency: string | null
  price: number | null
  priceCurrency: string | null
  targets: { kind: NodeKind; id: string; factor: number }[]
  ranges: { property: string; minimum: number | null; maximum: number | null }[]
  permits: string[]
}

/** Translates stored listings into the engine's facts: nodes into numbers, money into the policy's currency, routes and inputs into emissions. */
export class FactsReader {
  readonly #catalogue: Catalogue
  readonly #nodes: Nodes
  readonly #policy: Policy
  /** Looked up once each: a million listings have few routes, inputs and currencies. */
  readonly #emissions = new Map<string, number>()
  readonly #rates = new Map<string, number>()

  constructor(catalogue: Catalogue, nodes: Nodes, policy: Policy) {
    this.#catalogue = catalogue
    this.#nodes = nodes
    this.#policy = policy
  }

  factsOf(row: MarketRow): ListingFacts {
    const targets: TargetFacts[] = []
    for (const { kind, id, factor } of row.targets) {
      const key = this.#nodes.keyOf(kind, id)
      if (key !== undefined) targets.push({ key, factor })
    }
    const price = this.#inPolicyCurrency(row.price, row.priceCurrency)
    return {
      id: row.id,
      kind: row.kind,
      organisation: row.organisation,
      lon: row.lon,
      lat: row.lat,
      radiusKm: row.radiusKm,
      targets,
      massTonnes: row.massTonnes ?? NaN,
      minimumLotTonnes: row.minimumLotTonnes ?? NaN,
      months: row.months ?? 0,
      fromDay: dayNumber(row.validFrom, OPEN_FROM),
      untilDay: dayNumber(row.validUntil, OPEN_UNTIL),
      presentCost: this.#inPolicyCurrency(row.presentCost, row.presentCostCurrency),
      price,
      emission: row.kind === 'offer' ? this.#routeEmission(row) : this.#inputEmission(row),
      trust: sideTrust(row.provenance, row.verified, row.completedExchanges, this.#policy),
      properties: row.ranges.length === 0 ? NONE : row.ranges.flatMap(rangeOf),
      legal: {
        wasteCode: row.wasteCode,
        hazardous: row.hazardous,
        priceAsked: price > 0,
        massTonnes: row.massTonnes ?? NaN,
        permits: row.permits,
      },
      audience: AUDIENCES.indexOf(row.audience),
    }
  }

  #inPolicyCurrency(amount: number | null, currency: string | null): number {
    if (amount === null || currency === null) return NaN
    return (
      amount * once(this.#rates, currency, () => gelPerUnit(this.#catalogue.exchangeRates, currency) ?? NaN)
    )
  }

  /** kg CO2e per tonne of a mixture on its present route; NaN as soon as a part has no factor. */
  #routeEmission(row: MarketRow): number {
    const route = disposalRouteOf(row.presentOperation)
    if (route === undefined) return NaN
    let sum = 0
    let shares = 0
    for (const { id, factor } of row.targets) {
      sum += factor * this.#emission('disposal', id, route)
      shares += factor
    }
    return sum / shares
  }

  #inputEmission(row: MarketRow): number {
    return row.presentInput === null ? NaN : this.#emission('production', row.presentInput, '')
  }

  #emission(kind: 'disposal' | 'production', material: string, route: string): number {
    return once(
      this.#emissions,
      `${material} ${route}`,
      () => factorOf(this.#catalogue, kind, material, route || null)?.value ?? NaN,
    )
  }
}

function once(known: Map<string, number>, key: string, find: () => number): number {
  let value = known.get(key)
  if (value === undefined) known.set(key, (value = find()))
  return value
}

const NONE: never[] = []

function rangeOf(range: MarketRow['ranges'][number]): PropertyRange[] {
  const property = PROPERTIES.indexOf(range.property as Property)
  if (property < 0) return []
  return [{ property, minimum: range.minimum ?? -Infinity, maximum: range.maximum ?? Infinity }]
}
