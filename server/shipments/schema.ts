import { Type, type Static } from 'typebox'
import { SIDES } from '../contract/exchanges.ts'
import { MEASURES } from '../contract/measures.ts'
import { PERIODS } from '../contract/words.ts'
import { DISPUTE_REASONS, SHIPMENT_STATES } from '../contract/shipments.ts'
import { Exchange } from '../exchanges/schema.ts'
import { TermsVersion } from '../exchanges/terms/schema.ts'
import { AttachedFile } from '../files/schema.ts'
import { Id, Names, Nullable, OneOf } from '../http/shapes.ts'

/** A truck holds tens of tonnes, a train some thousands. */
const MOST_TONNES = 100_000

const MOVEMENT = {
  movedOn: Type.String({ format: 'date' }),
  tonnes: Type.Number({ minimum: 0.001, maximum: MOST_TONNES }),
  vehicle: Type.Optional(Type.String({ minLength: 1, maxLength: 80 })),
  weighbridgeNote: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  files: Type.Optional(
    Type.Array(Type.String({ format: 'uuid' }), {
      maxItems: 5,
      uniqueItems: true,
      description: 'Uploads of one’s own, such as a picture of the weighbridge note',
    }),
  ),
}

export const ShipmentRecording = Type.Object(
  { ...MOVEMENT, side: Type.Optional(OneOf(SIDES)) },
  { additionalProperties: false },
)

export const ShipmentCorrection = Type.Object(
  {
    ...MOVEMENT,
    tonnes: Type.Number({ minimum: 0, maximum: MOST_TONNES, description: '0 when nothing was moved' }),
  },
  { additionalProperties: false },
)

export const ShipmentDispute = Type.Object(
  {
    reason: OneOf(DISPUTE_REASONS),
    tonnes: Type.Optional(Type.Number({ minimum: 0, maximum: MOST_TONNES })),
  },
  { additionalProperties: false },
)

export const Shipment = Type.Object(
  {
    id: Type.Integer(),
    exchangeId: Type.Integer(),
    movedOn: Type.String(),
    tonnes: Type.Number({ description: 'In `unit`: tonnes of a material' }),
    unit: OneOf(MEASURES),
    vehicle: Nullable(Type.String()),
    weighbridgeNote: Nullable(Type.String()),
    recordedBySide: OneOf(SIDES),
    state: OneOf(SHIPMENT_STATES),
    replaces: Nullable(Id),
    answeredAt: Nullable(Type.String()),
    disputeReason: Nullable(OneOf(DISPUTE_REASONS)),
    disputeTonnes: Nullable(Type.Number()),
    createdAt: Type.String(),
    files: Type.Array(AttachedFile),
  },
  { $id: 'Shipment' },
)

const Remaining = Type.Object(
  {
    from: Type.String({ description: 'First day of the period' }),
    until: Type.String({ description: 'Last day of the period' }),
    period: OneOf(PERIODS),
    unit: OneOf(MEASURES),
    startsOn: Type.String({ description: 'First day of the terms' }),
    endsOn: Type.String({ description: 'Last day of the terms' }),
    agreedTonnes: Type.Number(),
    movedTonnes: Type.Number({ description: 'Recorded or confirmed in the period' }),
    leftTonnes: Type.Number(),
  },
  { description: 'What the sealed terms leave in the period in which today lies' },
)

export const ShipmentsOfExchange = Type.Object(
  { shipments: Type.Array(Shipment), remaining: Nullable(Remaining) },
  { $id: 'ShipmentsOfExchange' },
)
export type ShipmentsOfExchange = Static<typeof ShipmentsOfExchange>
export type Shipment = Static<typeof Shipment>

export const TransferNote = Type.Object(
  {
    shipment: Shipment,
    exchange: Exchange,
    terms: Nullable(TermsVersion),
    waste: Type.Object({ code: Nullable(Type.String()), names: Nullable(Names), hazardous: Type.Boolean() }),
    operations: Type.Array(
      Type.Object({
        code: Type.String(),
        names: Nullable(Names),
        permitNumber: Nullable(
          Type.String({
            description: 'Of the receiver’s recorded permit; null where the catalogue suggests the operation',
          }),
        ),
      }),
    ),
  },
  { $id: 'TransferNote' },
)
export type TransferNote = Static<typeof TransferNote>

export const RegisterQuery = Type.Object(
  {
    year: Type.Integer({ minimum: 2000, maximum: 2200 }),
    month: Type.Optional(Type.Integer({ minimum: 1, maximum: 12 })),
    format: OneOf(['json', 'csv', 'xlsx'] as const),
    lang: OneOf(['ka', 'en'] as const),
  },
  { additionalProperties: false },
)

const RegisterLine = Type.Object({
  movedOn: Type.String(),
  direction: OneOf(['out', 'in'] as const),
  wasteCode: Nullable(Type.String()),
  wasteNameEn: Nullable(Type.String()),
  wasteNameKa: Nullable(Type.String()),
  hazardous: Type.Boolean(),
  title: Type.String(),
  tonnes: Type.Number(),
  partner: Nullable(Type.String()),
  partnerRegistryNumber: Nullable(Type.String()),
  vehicle: Nullable(Type.String()),
  weighbridgeNote: Nullable(Type.String()),
  exchange: Type.Integer(),
  shipment: Type.Integer(),
})

export const WasteRegister = Type.Object(
  {
    lines: Type.Array(RegisterLine),
    sums: Type.Array(
      Type.Object({
        direction: OneOf(['out', 'in'] as const),
        wasteCode: Nullable(Type.String()),
        partner: Nullable(Type.String()),
        tonnes: Type.Number(),
        shipments: Type.Integer(),
      }),
    ),
  },
  { $id: 'WasteRegister' },
)
export type WasteRegister = Static<typeof WasteRegister>
