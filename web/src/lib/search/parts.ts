import {
  priceUnitsOf,
  type Currency,
  type Draft,
  type ListingKind,
  type Period,
  type Precision,
  type Property,
  type ResourceKind,
  type Unit,
} from '#lib/contract.ts'

/** A material or use that the reader has or wants. */
export interface Chosen {
  kind: 'material' | 'use'
  id: string
}

export interface Quantity {
  amount: number
  unit: Unit
  period: Period
}

/** A point may be shown to others less exactly than it is given; `area` is the municipality that it is known to lie in. */
export type Spot =
  { municipality: string } | { lon: number; lat: number; precision?: Precision; area?: string }

/** A measured (offer) or accepted (need) range. */
export interface PropertyRange {
  property: Property
  minimum: number | null
  maximum: number | null
}

/** Everything that is asked for only behind "more details". */
export interface Details {
  presentOperation: string | null
  presentInput: string | null
  presentCost: number | null
  price: number | null
  /** Null: for one of what the amount is counted in. */
  priceUnit: Unit | null
  currency: Currency
  hazardous: boolean | null
  minimumLotTonnes: number | null
  ranges: PropertyRange[]
}

/** What the reader has told so far, by text or by hand. */
export interface Parts {
  kind: ListingKind
  resourceKind: ResourceKind
  targets: Chosen[]
  /** Waste code: null for none, undefined for the material's usual one. */
  code: string | null | undefined
  quantity: Quantity | null
  months: number[] | null
  place: Spot | null
  details: Details
}

export const noDetails = (): Details => ({
  presentOperation: null,
  presentInput: null,
  presentCost: null,
  price: null,
  priceUnit: null,
  currency: 'GEL',
  hazardous: null,
  minimumLotTonnes: null,
  ranges: [],
})

export const noParts = (): Parts => ({
  kind: 'offer',
  resourceKind: 'material',
  targets: [],
  code: undefined,
  quantity: null,
  months: null,
  place: null,
  details: noDetails(),
})

/**
 * The draft that the server can match, or null while the material or the place is missing.
 * @param place where it is reckoned from
 * @param usualCode the waste code that goes with the material unless the reader says otherwise
 */
export function draftOf(parts: Parts, place: Spot | null, usualCode: string | null): Draft | null {
  const { resourceKind, targets } = parts
  if ((resourceKind === 'material' && targets.length === 0) || place === null) return null
  return statedIn(parts, place, usualCode)
}

/** What a price is for one of: as was chosen, or else as the amount is counted, as far as that fits what it is. */
export function priceUnitIn({ resourceKind, quantity, details }: Parts): Unit {
  const fitting = priceUnitsOf(resourceKind)
  const wanted = [details.priceUnit, quantity?.unit]
  return (
    fitting.find((unit) => unit === wanted[0]) ?? fitting.find((unit) => unit === wanted[1]) ?? fitting[0]
  )
}

/** All that has been told so far, also while it is too little to match. */
export function statedIn(parts: Parts, place: Spot, usualCode: string | null): Draft {
  const { kind, resourceKind, quantity, months, details } = parts
  const isMaterial = resourceKind === 'material'
  const targets = isMaterial ? parts.targets : []
  const wasteCode =
    kind === 'offer' && isMaterial ? (parts.code === undefined ? usualCode : parts.code) : null
  const { presentOperation, presentInput, presentCost, price, currency, hazardous, minimumLotTonnes } =
    details
  const ranges = details.ranges.filter(({ minimum, maximum }) => minimum !== null || maximum !== null)
  return {
    kind,
    ...(!isMaterial && { resourceKind }),
    targets: targets.map(({ kind: targetKind, id }) => ({
      kind: targetKind,
      id,
      ...(kind === 'offer' && targets.length > 1 && { factor: 1 / targets.length }),
    })),
    place:
      'municipality' in place
        ? { municipality: place.municipality }
        : {
            lon: place.lon,
            lat: place.lat,
            ...(place.precision && { precision: place.precision }),
            ...(place.area && { municipality: place.area }),
          },
    ...(wasteCode !== null && { wasteCode }),
    ...(hazardous !== null && { hazardous }),
    ...(quantity && { amount: quantity.amount, unit: quantity.unit, period: quantity.period }),
    ...(months && months.length > 0 && { months }),
    ...(minimumLotTonnes !== null && { minimumLotTonnes }),
    ...(kind === 'offer' && presentOperation !== null && { presentOperation }),
    ...(kind === 'need' && presentInput !== null && { presentInput }),
    ...(presentCost !== null && { presentCostPerTonne: { amount: presentCost, currency } }),
    ...(price !== null && { pricePerTonne: { amount: price, currency, unit: priceUnitIn(parts) } }),
    ...(ranges.length > 0 && {
      specifications: ranges.map(({ property, minimum, maximum }) => ({
        property,
        ...(minimum !== null && { minimum }),
        ...(maximum !== null && { maximum }),
      })),
    }),
  }
}
