import type { Columns } from './columns.ts'
import type { MarketRow } from './listing-facts.ts'

type ListingColumns = Columns<Exclude<keyof MarketRow, 'targets' | 'ranges' | 'permits'>>
type TargetColumns = Columns<'listing' | keyof MarketRow['targets'][number]>
type RangeColumns = Columns<'listing' | keyof MarketRow['ranges'][number]>

/** Puts columns that are all in the order of listings together to rows. Spelled out field by field: a million rows are made this way at a start. */
export function marketRows(
  c: ListingColumns,
  targets: TargetColumns,
  ranges: RangeColumns,
  permits: ReadonlyMap<number, string[]>,
): MarketRow[] {
  const rows: MarketRow[] = []
  const nextTargets = runs(
    targets,
    (n) =>
      ({
        kind: targets.kind[n],
        id: targets.id[n],
        factor: targets.factor[n],
      }) as MarketRow['targets'][number],
  )
  const nextRanges = runs(
    ranges,
    (n) =>
      ({
        property: ranges.property[n],
        minimum: ranges.minimum[n],
        maximum: ranges.maximum[n],
      }) as MarketRow['ranges'][number],
  )
  for (let n = 0; n < c.count; n++) {
    const id = c.id[n] as number
    const organisation = c.organisation[n] as number
    rows.push({
      id,
      kind: c.kind[n] as MarketRow['kind'],
      organisation,
      lon: c.lon[n] as number,
      lat: c.lat[n] as number,
      radiusKm: c.radiusKm[n] as number,
      audience: c.audience[n] as MarketRow['audience'],
      provenance: c.provenance[n] as MarketRow['provenance'],
      verified: c.verified[n] as boolean,
      completedExchanges: c.completedExchanges[n] as number,
      wasteCode: c.wasteCode[n] as string | null,
      hazardous: c.hazardous[n] as boolean,
      months: c.months[n] as number | null,
      validFrom: c.validFrom[n] as string | null,
      validUntil: c.validUntil[n] as string | null,
      massTonnes: c.massTonnes[n] as number | null,
      minimumLotTonnes: c.minimumLotTonnes[n] as number | null,
      presentOperation: c.presentOperation[n] as string | null,
      presentInput: c.presentInput[n] as string | null,
      presentCost: c.presentCost[n] as number | null,
      presentCostCurrency: c.presentCostCurrency[n] as string | null,
      price: c.price[n] as number | null,
      priceCurrency: c.priceCurrency[n] as string | null,
      targets: nextTargets(id),
      ranges: nextRanges(id),
      permits: permits.get(organisation) ?? NONE,
    })
  }
  return rows
}

const NONE: never[] = []

/** Reads parts that stand in the order of their listings: asked for one listing after the other, gives the parts of each. */
function runs<T>(
  parts: { listing: readonly unknown[]; count: number },
  partAt: (n: number) => T,
): (listing: number) => T[] {
  let at = 0
  return (listing) => {
    while (at < parts.count && (parts.listing[at] as number) < listing) at++
    if (at === parts.count || parts.listing[at] !== listing) return NONE
    const found: T[] = []
    while (at < parts.count && parts.listing[at] === listing) found.push(partAt(at++))
    return found
  }
}
