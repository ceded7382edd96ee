import { Type, type Static } from 'typebox'
import { EVENT_KINDS } from '../contract/events.ts'
import { Id, Nullable, OneOf } from '../http/shapes.ts'

/** Notifications are many; their ids are as wide as numbers are exact. */
export const NotificationId = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })

/** The last one that somebody has seen; 0 before the first. */
export const SeenId = Type.Integer({
  minimum: 0,
  maximum: Number.MAX_SAFE_INTEGER,
  description: 'Only those after this one',
})

export const Notification = Type.Object(
  {
    id: Type.Integer(),
    kind: OneOf(EVENT_KINDS),
    subject: Type.Object({
      kind: Type.String(),
      id: Type.Integer(),
      title: Nullable(Type.String({ description: 'As the caller may read it now' })),
    }),
    params: Type.Record(
      Type.String(),
      Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]),
      {
        description: 'Ids, codes and numbers of what happened',
      },
    ),
    words: Nullable(
      Type.Object(
        { ka: Type.String(), en: Type.String() },
        { description: 'What a facilitator said to both sides with an introduction' },
      ),
    ),
    createdAt: Type.String(),
    readAt: Nullable(Type.String()),
  },
  { $id: 'Notification' },
)
export type Notification = Static<typeof Notification>

export const Unread = Type.Object(
  { unread: Type.Integer({ description: 'How many are unread; 100 stands for that and more' }) },
  { $id: 'Unread' },
)

export const NewsStanding = Type.Object(
  {
    unread: Unread.properties.unread,
    upTo: Type.Integer({
      description: 'The newest notification, 0 for none; what is told from now on comes after it',
    }),
  },
  { $id: 'NewsStanding' },
)
export type NewsStanding = Static<typeof NewsStanding>

export const NotificationsPage = Type.Object(
  {
    notifications: Type.Array(Notification),
    unread: Type.Integer(),
    nextCursor: Nullable(Type.Integer()),
  },
  { $id: 'NotificationsPage' },
)
export type NotificationsPage = Static<typeof NotificationsPage>

export const PageQuery = Type.Object(
  {
    cursor: Type.Optional(NotificationId),
    after: Type.Optional(SeenId),
    limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
    unread: Type.Boolean({ default: false, description: 'Only those not read yet' }),
  },
  { additionalProperties: false },
)

export const MarkBody = Type.Object(
  {
    ids: Type.Array(NotificationId, { minItems: 1, maxItems: 100, uniqueItems: true }),
    read: Type.Boolean({ description: 'false makes them unread again' }),
  },
  { additionalProperties: false },
)

export const MarkSubjectBody = Type.Object(
  {
    kind: Type.String({ pattern: '^[a-z_]{1,40}$', description: 'The `kind` of a notification’s subject' }),
    id: Id,
  },
  { additionalProperties: false },
)

export const MarkAllBody = Type.Object(
  { upTo: Type.Unsafe<number>({ ...NotificationId, description: 'The newest that the reader has seen' }) },
  { additionalProperties: false },
)
