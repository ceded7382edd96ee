import type { Catalogue } from '../../materials/catalogue.ts'
import { explain } from '../engine/explain.ts'
import type { ListingFacts } from '../engine/facts.ts'
import type { Finding } from '../engine/findings.ts'
import type { Policy } from '../engine/policy.ts'
import { rank } from '../engine/rank.ts'
import type { MarketRow } from '../listing-facts.ts'
import { newMatching } from '../market.ts'
import type { CaseListing, GoldenCase } from './case.ts'

/** Day on which cases are run: rules are taken as they stood then. */
const DAY = '2026-11-26'
/** More than any case has. */
const ALL = 100

/** A partner that the engine found, with what each criterion says. */
export interface RankedPartner {
  ref: string
  score: number
  findings: Finding[]
}

/**
 * Runs one golden market through the real engine.
 * @returns the partners of the asking listing, best first
 * @throws Error when the case names a material, use, municipality or listing that does not exist
 */
export function runCase(golden: GoldenCase, catalogue: Catalogue, policy: Policy): RankedPartner[] {
  const matching = newMatching(catalogue, DAY, policy)
  const rows = golden.listings.map((listing, at) => rowOf(listing, at + 1, catalogue))
  const facts = new Map(rows.map((row) => [row.id, matching.reader.factsOf(row)]))
  const asking = facts.get(golden.listings.findIndex(({ ref }) => ref === golden.asking) + 1)
  if (!asking) throw new Error(`${golden.name}: no listing ${golden.asking}`)
  for (const listing of facts.values()) if (listing !== asking) matching.market.add(listing)
  matching.market.settle()
  return rank(matching.market, asking, { k: ALL, viewer: 2, today: 0 }).map((found) => {
    const other = facts.get(found.listing)!
    const [offer, need] = asking.kind === 'offer' ? [asking, other] : [other, asking]
    const passage = matching.passages.between(found.material, found.target)!
    const { findings } = explain(
      offer,
      targetOf(offer, found.material),
      need,
      targetOf(need, found.target),
      matching.market.bridge(passage),
      matching.market.law,
      policy,
    )
    return { ref: golden.listings[found.listing - 1]!.ref, score: found.score, findings }
  })
}

const targetOf = ({ targets }: ListingFacts, key: number): number =>
  targets.findIndex((target) => target.key === key)

function rowOf(listing: CaseListing, id: number, catalogue: Catalogue): MarketRow {
  const place = catalogue.municipalities.get(listing.municipality)
  if (!place) throw new Error(`No municipality ${listing.municipality}`)
  for (const target of listing.targets)
    if (!(target.kind === 'material' ? catalogue.materials : catalogue.uses).has(target.id))
      throw new Error(`No ${target.kind} ${target.id}`)
  return {
    id,
    kind: listing.kind,
    organisation: id,
    lon: place.lon,
    lat: place.lat,
    radiusKm: listing.radiusKm ?? 2,
    audience: 'public',
    provenance: listing.provenance ?? 'declared',
    verified: listing.verified ?? false,
    completedExchanges: listing.completedExchanges ?? 0,
    wasteCode: listing.wasteCode ?? null,
    hazardous: listing.hazardous ?? false,
    months: listing.months?.reduce((mask, month) => mask | (1 << (month - 1)), 0) ?? null,
    validFrom: null,
    validUntil: null,
    massTonnes: listing.tonnes ?? null,
    minimumLotTonnes: listing.minimumLotTonnes ?? null,
    presentOperation: listing.presentOperation ?? null,
    presentInput: listing.presentInput ?? null,
    presentCost: listing.presentCost ?? null,
    presentCostCurrency: listing.presentCost === undefined ? null : 'GEL',
    price: listing.price ?? null,
    priceCurrency: listing.price === undefined ? null : 'GEL',
    targets: listing.targets.map(({ kind, id: target, factor }) => ({
      kind,
      id: target,
      factor: factor ?? 1,
    })),
    ranges: (listing.ranges ?? []).map(({ property, minimum, maximum }) => ({
      property,
      minimum: minimum ?? null,
      maximum: maximum ?? null,
    })),
    permits: listing.permits ?? [],
  }
}
