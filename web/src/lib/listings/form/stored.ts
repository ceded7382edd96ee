import type { OwnListing, Property, Submission } from '#lib/contract.ts'
import { noDetails, type Parts } from '#lib/search/parts.ts'

/** What a stored listing says, as the parts that a search is made of: the form begins with them. */
export function partsOf(listing: OwnListing): Parts {
  const { exact, amount, unit, period } = listing
  return {
    kind: listing.kind,
    resourceKind: listing.resourceKind,
    targets: listing.targets.map(({ kind, id }) => ({ kind, id })),
    code: listing.wasteCode?.code ?? null,
    quantity: amount !== null && unit !== null ? { amount, unit, period } : null,
    months: listing.months,
    place: {
      lon: exact.lon,
      lat: exact.lat,
      precision: exact.precision,
      ...(exact.municipality !== null && { area: exact.municipality }),
    },
    details: {
      ...noDetails(),
      presentOperation: listing.presentOperation,
      presentInput: listing.presentInput,
      presentCost: listing.presentCostPerTonne?.amount ?? null,
      price: listing.pricePerTonne?.amount ?? null,
      priceUnit: listing.pricePerTonne?.unit ?? null,
      currency: listing.pricePerTonne?.currency ?? listing.presentCostPerTonne?.currency ?? 'GEL',
      hazardous: listing.hazardous,
      minimumLotTonnes: listing.minimumLotTonnes,
      ranges: listing.specifications.map(({ property, minimum, maximum }) => ({
        property: property as Property,
        minimum,
        maximum,
      })),
    },
  }
}

/** What a form does not ask for, kept as it was, so that saving loses nothing. */
export function keptOf(listing: OwnListing): Partial<Submission> {
  const { presentCostPerTonne, pricePerTonne } = listing
  const { hazardProperties, basis, packagingForm, transport, basisNote, sourceNote, targets } = listing
  return {
    hazardProperties,
    ...(basis && { basis }),
    ...(packagingForm && { packagingForm }),
    ...(transport && { transport }),
    ...(basisNote && { basisNote }),
    ...(sourceNote && { sourceNote }),
    ...(presentCostPerTonne && { presentCostPerTonne }),
    ...(pricePerTonne && { pricePerTonne }),
    targets: targets.map(({ kind, id, factor }) => ({ kind, id, factor })),
  }
}
