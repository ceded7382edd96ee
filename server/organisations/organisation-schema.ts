import { Type, type Static } from 'typebox'
import { PERMIT_KINDS } from '../contract/listing-life.ts'
import { ORGANISATION_KINDS, PRECISIONS } from '../contract/words.ts'
import { Id, Nullable, OneOf } from '../http/shapes.ts'
import { Place, ShownPlace } from './schema.ts'

const Day = Type.String({ format: 'date' })

/** What an organisation says of itself: the whole of it, each time. */
export const Details = Type.Object(
  {
    name: Type.String({ minLength: 2, maxLength: 200, pattern: '\\S' }),
    kind: OneOf(ORGANISATION_KINDS),
    registryNumber: Type.Optional(
      Type.String({
        pattern: '^[\\p{L}0-9][\\p{L}0-9 ./-]{0,39}$',
        description: 'Number in a public register',
      }),
    ),
    sector: Type.Optional(Type.String({ maxLength: 10, description: 'NACE code' })),
    nameHidden: Type.Optional(
      Type.Boolean({ description: 'Whether strangers see its listings without its name', default: false }),
    ),
    website: Type.Optional(Type.String({ pattern: '^https?://[^\\s/?#@]+(/\\S*)?$', maxLength: 300 })),
    contactEmail: Type.Optional(Type.String({ format: 'email', maxLength: 200 })),
    contactPhone: Type.Optional(Type.String({ pattern: '^\\+?[0-9][0-9 ()/-]{3,39}$' })),
  },
  { additionalProperties: false },
)
export type Details = Static<typeof Details>

export const SiteInput = Type.Object(
  { name: Type.Optional(Type.String({ maxLength: 120 })), place: Place },
  { additionalProperties: false },
)
export type SiteInput = Static<typeof SiteInput>

export const PermitInput = Type.Object(
  {
    kind: OneOf(PERMIT_KINDS),
    number: Type.String({ minLength: 1, maxLength: 80, pattern: '\\S' }),
    wasteCode: Type.String({ pattern: '^[0-9]{6}$' }),
    operation: Type.Optional(Type.String({ pattern: '^[RD][0-9]{1,2}$' })),
    validFrom: Type.Optional(Day),
    validUntil: Type.Optional(Day),
  },
  { additionalProperties: false },
)
export type PermitInput = Static<typeof PermitInput>

const Point = Type.Object({ lon: Type.Number(), lat: Type.Number() })

/** An organisation as its reader may know it. */
export const PublicOrganisation = Type.Object(
  {
    id: Type.Integer(),
    /** Null, with everything that would give it away, where it hides its name from this reader. */
    name: Nullable(Type.String()),
    kind: OneOf(ORGANISATION_KINDS),
    sector: Nullable(Type.String()),
    registryNumber: Nullable(Type.String()),
    website: Nullable(Type.String()),
    /** Only for its partners, its own people and facilitators. */
    contact: Nullable(Type.Object({ email: Nullable(Type.String()), phone: Nullable(Type.String()) })),
    verified: Type.Boolean(),
    completedExchanges: Type.Integer(),
    demonstration: Type.Boolean(),
    /** Where it is shown to be; none where its name is hidden. */
    sites: Type.Array(
      Type.Object({
        id: Type.Integer(),
        name: Nullable(Type.String()),
        place: ShownPlace,
        /** The true place, for the same readers as the contact. */
        exact: Nullable(Point),
      }),
    ),
    permits: Type.Array(
      Type.Object({
        kind: OneOf(PERMIT_KINDS),
        wasteCode: Type.String(),
        operation: Nullable(Type.String()),
        validUntil: Nullable(Type.String()),
        verified: Type.Boolean(),
      }),
    ),
  },
  { $id: 'Organisation' },
)
export type PublicOrganisation = Static<typeof PublicOrganisation>

/** An organisation as its own people and facilitators see it. */
export const OwnOrganisation = Type.Object(
  {
    id: Type.Integer(),
    name: Type.String(),
    kind: OneOf(ORGANISATION_KINDS),
    registryNumber: Nullable(Type.String()),
    sector: Nullable(Type.String()),
    nameHidden: Type.Boolean(),
    website: Nullable(Type.String()),
    contactEmail: Nullable(Type.String()),
    contactPhone: Nullable(Type.String()),
    verifiedAt: Nullable(Type.String()),
    completedExchanges: Type.Integer(),
    demonstration: Type.Boolean(),
    revision: Type.Integer(),
    sites: Type.Array(
      Type.Object({
        id: Type.Integer(),
        name: Nullable(Type.String()),
        exact: Point,
        precision: OneOf(PRECISIONS),
        municipality: Nullable(Type.String()),
        place: ShownPlace,
        /** Listings that lie there; only a site without any can be removed. */
        listings: Type.Integer(),
      }),
    ),
    permits: Type.Array(
      Type.Object({
        id: Type.Integer(),
        kind: OneOf(PERMIT_KINDS),
        number: Type.String(),
        wasteCode: Type.String(),
        operation: Nullable(Type.String()),
        validFrom: Nullable(Type.String()),
        validUntil: Nullable(Type.String()),
        verifiedAt: Nullable(Type.String()),
      }),
    ),
  },
  { $id: 'OwnOrganisation' },
)
export type OwnOrganisation = Static<typeof OwnOrganisation>

export const MergeRequest = Type.Object({ into: Id }, { additionalProperties: false })
