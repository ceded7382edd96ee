import type { OwnListing } from './own-schema.ts'
import type { Draft, Publication, Submission } from './schema.ts'

/** What a stored listing says, as its owner would submit it: what the edit page begins with and what a copy is made of. */
export function submissionOf(listing: OwnListing): Submission {
  const { exact, byProduct, files } = listing
  const { site: _site, municipality, ...point } = exact
  return {
    kind: listing.kind,
    resourceKind: listing.resourceKind,
    title: listing.title,
    description: listing.description,
    textLanguage: listing.textLanguage,
    audience: listing.audience,
    targets: listing.targets.map(({ kind, id, factor }) => ({ kind, id, factor })),
    place: { ...point, ...(municipality !== null && { municipality }) },
    hazardous: listing.hazardous,
    hazardProperties: listing.hazardProperties,
    period: listing.period,
    specifications: listing.specifications.map(({ property, minimum, maximum }) => ({
      property: property as NonNullable<Publication['specifications']>[number]['property'],
      ...stated({ minimum, maximum }),
    })),
    ...stated({
      wasteCode: listing.wasteCode?.code ?? null,
      amount: listing.amount,
      unit: listing.unit,
      months: listing.months,
      validFrom: listing.validFrom,
      validUntil: listing.validUntil,
      basis: listing.basis,
      minimumLotTonnes: listing.minimumLotTonnes,
      presentOperation: listing.presentOperation,
      presentInput: listing.presentInput,
      presentCostPerTonne: listing.presentCostPerTonne,
      pricePerTonne: listing.pricePerTonne,
      packagingForm: listing.packagingForm,
      transport: listing.transport,
      basisNote: listing.basisNote,
      sourceNote: listing.sourceNote,
    }),
    ...(byProduct && {
      byProduct: {
        useCertain: byProduct.useCertain,
        noFurtherProcessing: byProduct.noFurtherProcessing,
        integralPart: byProduct.integralPart,
        lawful: byProduct.lawful,
      },
    }),
    ...(files.length > 0 && { files: files.map(({ id }) => id) }),
  }
}

/** The publication in a submission: without what stands in tables of its own. */
export function publicationOf({
  byProduct: _byProduct,
  files: _files,
  ...publication
}: Submission): Publication {
  return publication
}

/** The part of a submission that decides its partners. */
export function draftOf({
  title: _title,
  description: _description,
  textLanguage: _language,
  audience: _audience,
  hazardProperties: _properties,
  packagingForm: _form,
  transport: _transport,
  basisNote: _basis,
  sourceNote: _source,
  byProduct: _byProduct,
  files: _files,
  ...draft
}: Submission): Draft {
  return draft
}

type Stated<T> = { [K in keyof T]?: NonNullable<T[K]> }

/** Without what is null: what was not stated is left out of a submission. */
const stated = <T extends object>(values: T): Stated<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as Stated<T>
