import { Type, type Static } from 'typebox'
import {
  ACTS,
  ANSWERS,
  BUNDLE_SHAPES,
  END_REASONS,
  MESSAGE_LENGTH,
  PARTIES,
  SIDES,
  STAGES,
} from '../contract/exchanges.ts'
import { MEASURES } from '../contract/measures.ts'
import { LISTING_KINDS, ORGANISATION_KINDS, PERIODS, RESOURCE_KINDS, UNITS } from '../contract/words.ts'
import { AttachedFile } from '../files/schema.ts'
import { Id, Names, Nullable, OneOf } from '../http/shapes.ts'
import { StatedPrice } from '../listings/schema.ts'
import { TermsVersion } from './terms/schema.ts'

const Language = OneOf(['ka', 'en'] as const)

/** A listing as the partners of an exchange see it, also after it was closed. */
export const ExchangeListing = Type.Object({
  id: Type.Integer(),
  kind: OneOf(LISTING_KINDS),
  resourceKind: OneOf(RESOURCE_KINDS),
  title: Type.String(),
  textLanguage: Language,
  status: Type.String(),
  wasteCode: Nullable(Type.String()),
  hazardous: Type.Boolean(),
  massTonnes: Nullable(Type.Number()),
  amount: Nullable(Type.Number({ description: 'As its owner states it, in `unit`' })),
  unit: Nullable(OneOf(UNITS)),
  pricePerTonne: Nullable(StatedPrice),
  period: OneOf(PERIODS),
  validFrom: Nullable(Type.String()),
  validUntil: Nullable(Type.String()),
  demonstration: Type.Boolean(),
})

/** One side as the reader may see it: its name when it is not hidden, contact and exact site once it was revealed. */
export const ExchangePartner = Type.Object({
  side: OneOf(SIDES),
  organisationId: Type.Integer(),
  name: Nullable(Type.String()),
  kind: OneOf(ORGANISATION_KINDS),
  verified: Type.Boolean(),
  revealed: Type.Boolean({
    description: 'Whether it lets the other side see its name, contact and exact site',
  }),
  municipality: Nullable(Names),
  registryNumber: Nullable(Type.String()),
  contactEmail: Nullable(Type.String()),
  contactPhone: Nullable(Type.String()),
  site: Nullable(Type.Object({ lon: Type.Number(), lat: Type.Number() })),
})

export const Exchange = Type.Object(
  {
    id: Type.Integer(),
    stage: OneOf(STAGES),
    reason: Nullable(Type.String()),
    proposalId: Nullable(Type.Integer()),
    bundle: Nullable(
      Type.Object({
        id: Type.Integer(),
        shape: OneOf(BUNDLE_SHAPES),
        allOrNone: Type.Boolean(),
        exchanges: Type.Array(Type.Object({ id: Type.Integer(), stage: OneOf(STAGES) }), {
          description: 'Those of the bundle that the reader may open',
        }),
        size: Type.Integer(),
      }),
    ),
    offer: ExchangeListing,
    need: Nullable(ExchangeListing),
    supplier: ExchangePartner,
    receiver: ExchangePartner,
    sides: Type.Array(OneOf(SIDES), { description: 'In whose name the reader may act' }),
    allowed: Type.Array(OneOf(ACTS), { description: 'What the reader may do now, by the life cycle' }),
    assignedTo: Nullable(Type.Integer()),
    revision: Type.Integer(),
    createdAt: Type.String(),
    touchedAt: Type.String(),
  },
  { $id: 'Exchange' },
)
export type Exchange = Static<typeof Exchange>

export const ExchangesPage = Type.Object({
  exchanges: Type.Array(Exchange),
  nextCursor: Nullable(Type.String()),
})
export type ExchangesPage = Static<typeof ExchangesPage>

export const ExchangeRoom = Type.Object(
  { exchange: Exchange, terms: Type.Array(TermsVersion, { description: 'Newest first' }) },
  { $id: 'ExchangeRoom' },
)
export type ExchangeRoom = Static<typeof ExchangeRoom>

/** One thing that happened, or one message. */
export const TimelineEntry = Type.Object({
  id: Type.Integer(),
  at: Type.String(),
  action: Type.String(),
  party: Nullable(OneOf(PARTIES)),
  stage: Nullable(OneOf(STAGES)),
  version: Nullable(Type.Integer()),
  reason: Nullable(Type.String()),
  shipment: Nullable(Type.Integer()),
  tonnes: Nullable(Type.Number({ description: 'Of the shipment, in `unit`' })),
  unit: Nullable(OneOf(MEASURES)),
  onBehalf: Type.Boolean({ description: 'Done by a facilitator in the name of the side' }),
  message: Nullable(
    Type.Object({
      id: Type.Integer(),
      body: Nullable(Type.String({ description: 'Null once its author was erased' })),
      language: Language,
      files: Type.Array(AttachedFile),
    }),
  ),
})
export type TimelineEntry = Static<typeof TimelineEntry>

export const Timeline = Type.Object({
  entries: Type.Array(TimelineEntry, { description: 'Newest first' }),
  nextCursor: Nullable(Type.Integer()),
})
export type Timeline = Static<typeof Timeline>

const Body = Type.String({ minLength: 1, maxLength: MESSAGE_LENGTH })

export const MessageDraft = Type.Object(
  {
    body: Body,
    language: Type.Optional(Language),
    files: Type.Optional(Type.Array(Type.String({ format: 'uuid' }), { maxItems: 5, uniqueItems: true })),
    side: Type.Optional(OneOf(SIDES)),
  },
  { additionalProperties: false },
)

/** Words of introduction in both languages. */
export const IntroductionMessage = Type.Object(
  { ka: Body, en: Body },
  { additionalProperties: false, description: 'Said to both sides' },
)

export const Introduction = Type.Object(
  { offerId: Id, needId: Id, message: Type.Optional(IntroductionMessage) },
  { additionalProperties: false },
)
export type Introduction = Static<typeof Introduction>

export const BundleDraft = Type.Object(
  {
    shape: OneOf(BUNDLE_SHAPES),
    allOrNone: Type.Boolean(),
    pairs: Type.Array(Type.Object({ offerId: Id, needId: Id }, { additionalProperties: false }), {
      minItems: 2,
      maxItems: 20,
    }),
    message: Introduction.properties.message,
  },
  { additionalProperties: false },
)
export type BundleDraft = Static<typeof BundleDraft>

export const AnswerDraft = Type.Object(
  {
    answer: OneOf(ANSWERS),
    reason: Type.Optional(OneOf(END_REASONS)),
    shareReason: Type.Boolean({ default: false, description: 'Whether the other side may see the reason' }),
    side: Type.Optional(OneOf(['offer', 'need'] as const)),
  },
  { additionalProperties: false },
)
export type AnswerDraft = Static<typeof AnswerDraft>
