import { Type, type Static } from 'typebox'
import {
  AUDIENCES,
  BASES,
  CURRENCIES,
  LISTING_KINDS,
  PACKAGING_FORMS,
  PERIODS,
  PROPERTIES,
  PROVENANCES,
  RESOURCE_KINDS,
  TRANSPORTS,
  UNITS,
  type Unit,
} from '../contract/words.ts'
import { FILE_PURPOSES } from '../contract/listing-life.ts'
import { Names, Nullable, OneOf, Slug } from '../http/shapes.ts'
import { Place, ShownPlace } from '../organisations/schema.ts'

const LIMIT_TONNES = 1e9
const Day = Type.String({ format: 'date' })
const WasteCode = Type.String({
  pattern: '^[0-9]{6}$',
  description: 'Six-digit List of Waste (EWC) code without spaces',
})

/** An amount per tonne in its currency. Negative: the offerer pays to have it taken. */
export const Money = Type.Object(
  {
    amount: Type.Number({ minimum: -1e6, maximum: 1e6 }),
    currency: OneOf(CURRENCIES),
    vatIncluded: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)

const PriceUnit = Type.Unsafe<Unit>({
  ...OneOf(UNITS),
  description: 'What the price is for one of: `t` for materials, one of the units of its kind for all else',
})

/** What is asked for, or paid for, one of a unit; needed of what is no material. */
export const Price = Type.Object(
  { ...Money.properties, unit: Type.Optional(PriceUnit) },
  { additionalProperties: false },
)

/** The same as it is stored: the unit is always said. */
export const StatedPrice = Type.Object(
  { ...Money.properties, unit: PriceUnit },
  { additionalProperties: false },
)

/** What an offer consists of (factor = share of mass), or what a need accepts (factor = how well it suits its owner). */
export const Target = Type.Object(
  {
    kind: OneOf(['material', 'use'] as const),
    id: Slug,
    factor: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 1, default: 1 })),
  },
  { additionalProperties: false },
)

export const Specification = Type.Object(
  {
    property: OneOf(PROPERTIES),
    minimum: Type.Optional(Type.Number({ minimum: -1e6, maximum: 1e6 })),
    maximum: Type.Optional(Type.Number({ minimum: -1e6, maximum: 1e6 })),
  },
  { additionalProperties: false },
)

/** What the engine needs to know of a listing. Everything but kind, targets and place may stay unknown. */
export const Draft = Type.Object(
  {
    kind: OneOf(LISTING_KINDS),
    resourceKind: Type.Optional(OneOf(RESOURCE_KINDS)),
    /** At least one for a material that is published or matched; other kinds need none. */
    targets: Type.Array(Target, { maxItems: 12 }),
    place: Place,
    wasteCode: Type.Optional(WasteCode),
    hazardous: Type.Optional(Type.Boolean()),
    amount: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: LIMIT_TONNES })),
    unit: Type.Optional(OneOf(UNITS)),
    period: Type.Optional(OneOf(PERIODS)),
    months: Type.Optional(
      Type.Array(Type.Integer({ minimum: 1, maximum: 12 }), { minItems: 1, maxItems: 12, uniqueItems: true }),
    ),
    validFrom: Type.Optional(Day),
    validUntil: Type.Optional(Day),
    basis: Type.Optional(OneOf(BASES)),
    minimumLotTonnes: Type.Optional(Type.Number({ minimum: 0, maximum: LIMIT_TONNES })),
    specifications: Type.Optional(Type.Array(Specification, { maxItems: 20 })),
    presentOperation: Type.Optional(Type.String({ pattern: '^[RD][0-9]{1,2}$' })),
    presentInput: Type.Optional(Slug),
    presentCostPerTonne: Type.Optional(Money),
    pricePerTonne: Type.Optional(Price),
  },
  { additionalProperties: false },
)
export type Draft = Static<typeof Draft>

/** A draft with the words and the audience that make it a listing. */
export const Publication = Type.Object(
  {
    ...Draft.properties,
    ref: Type.Optional(Type.String({ minLength: 1, maxLength: 80 })),
    title: Type.String({ minLength: 1, maxLength: 200 }),
    description: Type.Optional(Type.String({ maxLength: 4000 })),
    textLanguage: Type.Optional(OneOf(['ka', 'en'] as const)),
    audience: Type.Optional(OneOf(AUDIENCES)),
    provenance: Type.Optional(OneOf(PROVENANCES)),
    hazardProperties: Type.Optional(
      Type.Array(Type.String({ pattern: '^HP_([0-9]{1,2}|POP)$' }), { maxItems: 16 }),
    ),
    packagingForm: Type.Optional(OneOf(PACKAGING_FORMS)),
    transport: Type.Optional(OneOf(TRANSPORTS)),
    basisNote: Type.Optional(Type.String({ maxLength: 500 })),
    sourceNote: Type.Optional(Type.String({ maxLength: 500 })),
  },
  { additionalProperties: false },
)
export type Publication = Static<typeof Publication>

/** The holder's own answers to the four conditions of a by-product: a statement, never a finding. */
export const ByProductAnswers = Type.Object(
  {
    useCertain: Type.Boolean(),
    noFurtherProcessing: Type.Boolean(),
    integralPart: Type.Boolean(),
    lawful: Type.Boolean(),
  },
  { additionalProperties: false },
)
export type ByProductAnswers = Static<typeof ByProductAnswers>

// What an owner cannot say of a listing: its key in an import file, and that somebody verified it.
const { ref: _ref, provenance: _provenance, ...said } = Publication.properties

/** What its owner says of a listing on screen: the whole of it, each time. */
export const Submission = Type.Object(
  {
    ...said,
    byProduct: Type.Optional(ByProductAnswers),
    /** Files that were uploaded before, in the order in which they are shown. */
    files: Type.Optional(Type.Array(Type.String({ format: 'uuid' }), { maxItems: 12, uniqueItems: true })),
  },
  { additionalProperties: false },
)
export type Submission = Static<typeof Submission>

/** A photo or document of a listing; its name only where the organisation's is told. */
export const ListingFile = Type.Object({
  id: Type.String(),
  purpose: OneOf(FILE_PURPOSES),
  name: Nullable(Type.String()),
  mediaType: Type.String(),
  sizeBytes: Type.Integer(),
})

/** A listing as anybody may see it. */
export const PublicListing = Type.Object(
  {
    id: Type.Integer(),
    /** Null too when the organisation hides its name: its own numbering would give it away. */
    ref: Nullable(Type.String()),
    kind: OneOf(LISTING_KINDS),
    resourceKind: OneOf(RESOURCE_KINDS),
    title: Type.String(),
    description: Type.String(),
    textLanguage: OneOf(['ka', 'en'] as const),
    organisation: Type.Object({
      id: Type.Integer(),
      name: Nullable(Type.String()),
      kind: Type.String(),
      sector: Nullable(Type.String()),
      verified: Type.Boolean(),
    }),
    place: ShownPlace,
    targets: Type.Array(
      Type.Object({
        kind: OneOf(['material', 'use'] as const),
        id: Type.String(),
        names: Names,
        factor: Type.Number(),
        inferredFrom: Nullable(Type.String()),
      }),
    ),
    stream: Nullable(Type.String()),
    wasteCode: Nullable(Type.Object({ code: Type.String(), hazardous: Type.Boolean(), names: Names })),
    hazardous: Type.Boolean(),
    amount: Nullable(Type.Number()),
    unit: Nullable(OneOf(UNITS)),
    period: OneOf(PERIODS),
    months: Nullable(Type.Array(Type.Integer())),
    validFrom: Nullable(Type.String()),
    validUntil: Nullable(Type.String()),
    massTonnes: Nullable(Type.Number()),
    densityKgM3: Nullable(Type.Number()),
    minimumLotTonnes: Nullable(Type.Number()),
    specifications: Type.Array(
      Type.Object({
        property: Type.String(),
        minimum: Nullable(Type.Number()),
        maximum: Nullable(Type.Number()),
      }),
    ),
    presentOperation: Nullable(Type.String()),
    presentInput: Nullable(Type.String()),
    presentCostPerTonne: Nullable(Money),
    pricePerTonne: Nullable(StatedPrice),
    basis: Nullable(OneOf(BASES)),
    hazardProperties: Type.Array(Type.String()),
    provenance: OneOf(PROVENANCES),
    /** How the figures came about and where they stand written; null too when the organisation hides its name. */
    basisNote: Nullable(Type.String()),
    sourceNote: Nullable(Type.String()),
    packagingForm: Nullable(OneOf(PACKAGING_FORMS)),
    transport: Nullable(OneOf(TRANSPORTS)),
    /** What its owner stated about the conditions of a by-product; null when it stated nothing. */
    byProduct: Nullable(Type.Object({ ...ByProductAnswers.properties, statedAt: Type.String() })),
    files: Type.Array(ListingFile),
    demonstration: Type.Boolean(),
    revision: Type.Integer(),
    updatedAt: Type.String(),
  },
  { $id: 'Listing' },
)
export type PublicListing = Static<typeof PublicListing>
