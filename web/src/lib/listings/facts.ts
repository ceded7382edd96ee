import { PROPERTY_UNITS, type Property, type PublicListing } from '#lib/contract.ts'
import { formatPrice, formatQuantity, priceLabel } from '#lib/language/amounts.ts'
import {
  formatDay,
  formatList,
  formatMonths,
  formatNumber,
  formatPercent,
  formatPerTonne,
  formatTonnes,
} from '#lib/language/format.ts'
import { nameOf, sayCode } from '#lib/language/say.ts'
import { m } from '#lib/paraglide/messages.js'

export interface Fact {
  label: string
  value: string
}

/** What a listing states, line by line; what it leaves open has no line. */
export function factsOf(listing: PublicListing): Fact[] {
  const isOffer = listing.kind === 'offer'
  const { amount, unit, period, massTonnes, presentCostPerTonne: cost, pricePerTonne: price } = listing
  const facts: [label: string, value: string | null][] = [
    [isOffer ? m.part_material() : m.fact_accepts(), targets(listing)],
    [m.part_amount(), amount !== null && unit ? formatQuantity({ amount, unit, period }) : null],
    [m.fact_mass(), massTonnes !== null && unit !== 't' ? formatTonnes(massTonnes) : null],
    [m.part_months(), listing.months && formatMonths(listing.months)],
    [m.fact_valid(), validity(listing)],
    [m.minimum_lot(), listing.minimumLotTonnes === null ? null : formatTonnes(listing.minimumLotTonnes)],
    [m.present_route(), listing.presentOperation && operation(listing.presentOperation)],
    [
      isOffer ? m.present_cost_offer() : m.present_cost_need(),
      cost && formatPerTonne(cost.amount, cost.currency),
    ],
    [priceLabel(listing), price && formatPrice(price)],
    [m.fact_packaging(), listing.packagingForm && sayCode('packaging', listing.packagingForm)],
    [m.fact_transport(), listing.transport && sayCode('transport', listing.transport)],
    [isOffer ? m.properties_offer() : m.properties_need(), properties(listing)],
    [m.fact_sector(), listing.organisation.sector],
    [m.fact_place(), sayCode('precision', listing.place.precision)],
    [m.fact_basis(), listing.basisNote],
    [m.fact_source(), listing.sourceNote],
  ]
  return facts.flatMap(([label, value]) => (value ? [{ label, value }] : []))
}

const targets = ({ targets, kind }: PublicListing): string =>
  formatList(
    targets.map(({ names, factor }) =>
      kind === 'offer' && factor < 1 ? `${nameOf(names)} (${formatPercent(factor)})` : nameOf(names),
    ),
    kind === 'offer' ? 'conjunction' : 'disjunction',
  )

const operation = (code: string): string => [code, sayCode('operation', code)].filter(Boolean).join(' · ')

function validity({ validFrom, validUntil }: PublicListing): string | null {
  if (validFrom && validUntil) return `${formatDay(validFrom)} – ${formatDay(validUntil)}`
  if (validFrom) return m.fact_from({ day: formatDay(validFrom) })
  return validUntil && m.fact_until({ day: formatDay(validUntil) })
}

function properties({ specifications }: PublicListing): string | null {
  if (specifications.length === 0) return null
  return specifications
    .map(({ property, minimum, maximum }) => {
      const name = sayCode('property', property) ?? property
      const unit = PROPERTY_UNITS[property as Property]
      return `${name} ${range(minimum, maximum)} ${unit}`
    })
    .join('; ')
}

function range(minimum: number | null, maximum: number | null): string {
  if (minimum !== null && maximum !== null)
    return minimum === maximum
      ? formatNumber(minimum, 2)
      : `${formatNumber(minimum, 2)}–${formatNumber(maximum, 2)}`
  return minimum === null ? `≤ ${formatNumber(maximum ?? 0, 2)}` : `≥ ${formatNumber(minimum, 2)}`
}
