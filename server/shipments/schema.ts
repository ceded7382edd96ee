import { Type } from 'typebox'
import { SIDES } from '../contract/exchanges.ts'
import { DISPUTE_REASONS, SHIPMENT_STATES } from '../contract/shipments.ts'
import { Id, Nullable, OneOf } from '../http/shapes.ts'

/** A truck holds tens of tonnes, a train some thousands. */
const MOST_TONNES = 100_000

const MOVEMENT = {
  movedOn: Type.String({ format: 'date' }),
  tonnes: Type.Number({ minimum: 0.001, maximum: MOST_TONNES }),
  vehicle: Type.Optional(Type.String({ minLength: 1, maxLength: 80 })),
  weighbridgeNote: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
}

export const ShipmentRecording = Type.Object(
  { ...MOVEMENT, side: Type.Optional(OneOf(SIDES)) },
  { additionalProperties: false },
)

export const ShipmentCorrection = Type.Object(MOVEMENT, { additionalProperties: false })

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
    tonnes: Type.Number(),
    vehicle: Nullable(Type.String()),
    weighbridgeNote: Nullable(Type.String()),
    recordedBySide: OneOf(SIDES),
    state: OneOf(SHIPMENT_STATES),
    replaces: Nullable(Id),
    answeredAt: Nullable(Type.String()),
    disputeReason: Nullable(OneOf(DISPUTE_REASONS)),
    disputeTonnes: Nullable(Type.Number()),
    createdAt: Type.String(),
  },
  { $id: 'Shipment' },
)

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
