import type { listing, listingMaterial, listingSpecification } from '../../db/schema/index.ts'
import { settleSite, type SettledSite } from '../organisations/site.ts'
import { contentHash, type CompleteEntry } from './entry.ts'
import { monthsToMask } from './months.ts'
import { massOf } from './quantity.ts'
import type { Reference } from './reference.ts'
import { isHazardous } from './rules.ts'

type ListingRow = typeof listing.$inferInsert
/** The columns that the owner's content decides; id, site, state and revision come with the storing. */
export type Content = Omit<
  ListingRow,
  | 'id'
  | 'organisationId'
  | 'siteId'
  | 'status'
  | 'revision'
  | 'createdAt'
  | 'updatedAt'
  | 'hiddenAt'
  | 'hiddenReason'
  | 'reminderSentFor'
  | 'copiedFrom'
>

/** A listing as it goes into the tables. */
export interface ListingRecord {
  organisationId: number
  site: SettledSite
  content: Content
  materials: Omit<typeof listingMaterial.$inferInsert, 'listingId'>[]
  specifications: Omit<typeof listingSpecification.$inferInsert, 'listingId'>[]
}

/** Lays a sound entry out as rows; what was not said becomes null. */
export function recordOf(entry: CompleteEntry, reference: Reference): ListingRecord {
  const { publication, organisationId } = entry
  return {
    organisationId,
    // A sound entry has a place that can be settled: `faultsOf` tries it.
    site: settleSite(publication.place, reference.municipalities)!,
    content: contentOf(entry, reference),
    materials: publication.targets.map(({ kind, id, factor, inferredFrom }) => ({
      targetKind: kind,
      target: id,
      factor,
      inferredFrom,
    })),
    specifications: publication.specifications.map(({ property, minimum, maximum }) => ({
      property,
      minimum: minimum ?? null,
      maximum: maximum ?? null,
    })),
  }
}

function contentOf(entry: CompleteEntry, reference: Reference): Content {
  const { publication } = entry
  const { presentCostPerTonne: cost, pricePerTonne: price } = publication
  return {
    ref: publication.ref ?? null,
    kind: publication.kind,
    resourceKind: publication.resourceKind,
    audience: publication.audience,
    provenance: publication.provenance,
    title: publication.title,
    description: publication.description,
    textLanguage: publication.textLanguage,
    wasteCode: publication.wasteCode ?? null,
    hazardous: isHazardous(publication, reference),
    hazardProperties: publication.hazardProperties,
    amount: decimal(publication.amount),
    unit: publication.unit ?? null,
    period: publication.period,
    months: monthsToMask(publication.months),
    validFrom: publication.validFrom ?? null,
    validUntil: publication.validUntil ?? null,
    basis: publication.basis ?? null,
    ...massOf(publication, reference.materials),
    minimumLotTonnes: publication.minimumLotTonnes ?? null,
    packagingForm: publication.packagingForm ?? null,
    transport: publication.transport ?? null,
    presentOperation: publication.presentOperation ?? null,
    presentInput: publication.presentInput ?? null,
    presentCostPerTonne: decimal(cost?.amount),
    presentCostCurrency: cost?.currency ?? null,
    presentCostVatIncluded: cost?.vatIncluded ?? null,
    pricePerTonne: decimal(price?.amount),
    priceUnit: price?.unit ?? 't',
    priceCurrency: price?.currency ?? null,
    priceVatIncluded: price?.vatIncluded ?? null,
    basisNote: publication.basisNote ?? null,
    sourceNote: publication.sourceNote ?? null,
    demonstration: entry.demonstration,
    contentHash: contentHash(entry),
  }
}

const decimal = (amount: number | undefined): string | null => (amount === undefined ? null : String(amount))
