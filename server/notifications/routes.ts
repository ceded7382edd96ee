import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Db } from '../../db/open.ts'
import { principalOf } from '../http/auth.ts'
import type { Clock } from '../journal/write.ts'
import { mark } from './mark.ts'
import { preferenceRoutes } from './preferences/routes.ts'
import { readNotifications, readStanding } from './read.ts'
import {
  MarkAllBody,
  MarkBody,
  MarkSubjectBody,
  NewsStanding,
  NotificationsPage,
  PageQuery,
  Unread,
} from './schema.ts'
import { searchRoutes } from './searches/routes.ts'
import type { SearchParts } from './searches/parts.ts'
import type { StreamHub } from './stream/hub.ts'
import { streamRoutes } from './stream/routes.ts'
import { unsubscribeRoutes } from './unsubscribe/routes.ts'
import type { WebhookParts } from './webhooks/parts.ts'
import { webhookRoutes } from './webhooks/routes.ts'

export interface NotificationParts extends SearchParts {
  db: Db
  clock: Clock
  hub: StreamHub
  /** Signs the links that end letters. */
  unsubscribeKey: Buffer
  webhooks: WebhookParts
}

const tags = ['notifications']

/** What people are told, and how: in the app, by letter, by saved searches, by webhooks. */
export const notificationRoutes: FastifyPluginAsyncTypebox<NotificationParts> = async (app, parts) => {
  const { clock, db, hub } = parts
  await app.register(streamRoutes, { hub })
  await app.register(preferenceRoutes, { db, clock })
  await app.register(unsubscribeRoutes, { db, clock, key: parts.unsubscribeKey })
  await app.register(searchRoutes, parts)
  await app.register(webhookRoutes, { db, clock, webhooks: parts.webhooks })

  app.get(
    '/notifications',
    {
      config: { access: 'signed_in' },
      schema: {
        operationId: 'listNotifications',
        summary: 'What one was told, the newest first',
        tags,
        querystring: PageQuery,
        response: { 200: NotificationsPage },
      },
    },
    (request) => readNotifications(db, principalOf(request), request.query),
  )

  app.get(
    '/notifications/unread',
    {
      config: { access: 'signed_in' },
      schema: {
        operationId: 'countUnread',
        summary: 'How many notifications one has not read, and after which one the next will come',
        tags,
        response: { 200: NewsStanding },
      },
    },
    (request) => readStanding(db, principalOf(request)),
  )

  app.post(
    '/notifications/read',
    {
      config: { access: 'signed_in', creates: false },
      schema: {
        operationId: 'markRead',
        summary: 'Mark some of one’s notifications as read, or as unread again',
        tags,
        body: MarkBody,
        response: { 200: Unread },
      },
    },
    (request) => mark(db, principalOf(request), request.body, clock),
  )

  app.post(
    '/notifications/read-subject',
    {
      config: { access: 'signed_in', creates: false },
      schema: {
        operationId: 'markSubjectRead',
        summary: 'Mark those of one’s notifications as read that are about what one is looking at',
        tags,
        body: MarkSubjectBody,
        response: { 200: Unread },
      },
    },
    (request) => mark(db, principalOf(request), request.body, clock),
  )

  app.post(
    '/notifications/read-all',
    {
      config: { access: 'signed_in', creates: false },
      schema: {
        operationId: 'markAllRead',
        summary: 'Mark all of one’s notifications as read, up to the newest that one has seen',
        tags,
        body: MarkAllBody,
        response: { 200: Unread },
      },
    },
    (request) => mark(db, principalOf(request), request.body, clock),
  )
}
