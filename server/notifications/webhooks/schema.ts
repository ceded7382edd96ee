import { Type, type Static } from 'typebox'
import { EVENT_KINDS, WEBHOOK_ENDS } from '../../contract/events.ts'
import { Id, Nullable, OneOf } from '../../http/shapes.ts'

const Url = Type.String({ minLength: 10, maxLength: 2000, pattern: '^https?://\\S+$' })
const Kinds = Type.Array(OneOf(EVENT_KINDS), { minItems: 1, maxItems: EVENT_KINDS.length, uniqueItems: true })

export const WebhookBody = Type.Object({ url: Url, kinds: Kinds }, { additionalProperties: false })
export const WebhookChange = Type.Object(
  {
    url: Type.Optional(Url),
    kinds: Type.Optional(Kinds),
    enabled: Type.Optional(Type.Boolean({ description: 'Whether it gets anything' })),
  },
  { additionalProperties: false },
)

export const Webhook = Type.Object({
  id: Type.Integer(),
  url: Type.String(),
  kinds: Type.Array(OneOf(EVENT_KINDS)),
  createdAt: Type.String(),
  disabledAt: Nullable(Type.String()),
  disabledReason: Nullable(OneOf(WEBHOOK_ENDS)),
  previousSecretUntil: Nullable(Type.String({ description: 'Until when the secret before signs as well' })),
  waiting: Type.Integer({ description: 'Deliveries that are still to be tried' }),
})
export type Webhook = Static<typeof Webhook>

export const Webhooks = Type.Object(
  { webhooks: Type.Array(Webhook), kinds: Type.Array(OneOf(EVENT_KINDS)) },
  { $id: 'Webhooks' },
)
export type Webhooks = Static<typeof Webhooks>

export const NewWebhook = Type.Object({
  id: Type.Integer(),
  secret: Type.String({ description: 'Signs what is sent; shown this once' }),
})
export const NewSecret = Type.Object({
  secret: Type.String({ description: 'Signs what is sent; shown this once' }),
  previousSecretUntil: Type.String(),
})

/** Deliveries are many; their ids are as wide as numbers are exact. */
export const DeliveryId = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })

export const Deliveries = Type.Object(
  {
    deliveries: Type.Array(
      Type.Object({
        id: Type.Integer(),
        kind: Type.String({ description: 'A kind of event, or `test`' }),
        state: OneOf(['waiting', 'delivered', 'failed'] as const),
        payload: Type.String(),
        createdAt: Type.String(),
        attempts: Type.Integer(),
        nextAttemptAt: Nullable(Type.String()),
        deliveredAt: Nullable(Type.String()),
        lastStatus: Nullable(Type.Integer({ description: 'HTTP status of the last answer' })),
        lastError: Nullable(Type.String()),
      }),
    ),
    nextCursor: Nullable(Type.Integer()),
  },
  { $id: 'WebhookDeliveries' },
)
export type Deliveries = Static<typeof Deliveries>

export const OfOrganisation = Type.Object({ id: Id })
export const OfWebhook = Type.Object({ id: Id, webhook: Id })
export const OfDelivery = Type.Object({ id: Id, webhook: Id, delivery: DeliveryId })
export const DeliveriesQuery = Type.Object(
  {
    cursor: Type.Optional(DeliveryId),
    limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
  },
  { additionalProperties: false },
)
export const Queued = Type.Object({ delivery: Type.Integer() })
