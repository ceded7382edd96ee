import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import { instant, xid8 } from '../columns.ts'
import { account } from './accounts.ts'
import { listing } from './listings.ts'
import { organisation } from './organisations.ts'

/** What use cases tell the world, written in their own transaction; taken out once. Ids and codes only. */
export const outboxEvent = pgTable(
  'outbox_event',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    kind: text('kind').notNull(),
    subjectKind: text('subject_kind').notNull(),
    subjectId: text('subject_id').notNull(),
    /** Organisations whose members hear of it, and single accounts. */
    organisations: integer('organisations').array().notNull(),
    accounts: integer('accounts').array().notNull(),
    /** Whether facilitators hear of it too. */
    facilitators: boolean('facilitators').notNull(),
    /** The account that did it does not hear of it. */
    causedBy: integer('caused_by'),
    params: jsonb('params').notNull(),
    createdAt: instant('created_at').notNull(),
    handledAt: instant('handled_at'),
  },
  (t) => [
    index('outbox_event_unhandled')
      .on(t.id)
      .where(sql`handled_at is null`),
    index('outbox_event_handled').on(t.handledAt),
  ],
)

/** What one person is told. Written by one transaction at a time, so that ids come in the order in which they can be seen. */
export const notification = pgTable(
  'notification',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    accountId: integer('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    kind: text('kind').notNull(),
    subjectKind: text('subject_kind').notNull(),
    subjectId: text('subject_id').notNull(),
    params: jsonb('params').notNull(),
    createdAt: instant('created_at').notNull(),
    readAt: instant('read_at'),
    /** When it went out by e-mail; null while it waits or when the account wants none of this kind. */
    mailedAt: instant('mailed_at'),
    mailDue: text('mail_due', { enum: ['at_once', 'daily', 'weekly', 'never'] }).notNull(),
  },
  (t) => [
    index('notification_account').on(t.accountId, t.id),
    index('notification_unread')
      .on(t.accountId)
      .where(sql`read_at is null`),
    index('notification_due')
      .on(t.mailDue, t.accountId)
      .where(sql`mailed_at is null`),
    index('notification_created').on(t.createdAt),
  ],
)

export const notificationPreference = pgTable(
  'notification_preference',
  {
    accountId: integer('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    kind: text('kind').notNull(),
    mail: text('mail', { enum: ['at_once', 'daily', 'weekly', 'never'] }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.kind] })],
)

/** Messages to be mailed. Without SMTP they wait here, where an administrator can read them. */
export const mail = pgTable(
  'mail',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    accountId: integer('account_id').references(() => account.id, { onDelete: 'cascade' }),
    kind: text('kind').notNull(),
    toAddress: text('to_address').notNull(),
    subject: text('subject').notNull(),
    body: text('body').notNull(),
    /** Address that ends such letters with one click; null for letters that somebody asked for himself. */
    unsubscribeUrl: text('unsubscribe_url'),
    createdAt: instant('created_at').notNull(),
    sentAt: instant('sent_at'),
    attempts: integer('attempts').notNull().default(0),
    nextAttemptAt: instant('next_attempt_at').notNull(),
    lastError: text('last_error'),
  },
  (t) => [
    index('mail_due')
      .on(t.nextAttemptAt)
      .where(sql`sent_at is null`),
  ],
)

/** A search whose new results are told; `query` is the filter of the list of listings, or a draft whose partners are sought. */
export const savedSearch = pgTable(
  'saved_search',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    accountId: integer('account_id')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    kind: text('kind', { enum: ['listings', 'matching'] })
      .notNull()
      .default('listings'),
    name: text('name').notNull(),
    query: jsonb('query').notNull(),
    /** Where the page shows it: the query string of its address. */
    address: text('address').notNull().default(''),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [index('saved_search_account').on(t.accountId)],
)

/** Listings that a search has found already; what is not here is new to it. */
export const savedSearchHit = pgTable(
  'saved_search_hit',
  {
    searchId: integer('search_id')
      .notNull()
      .references(() => savedSearch.id, { onDelete: 'cascade' }),
    listingId: integer('listing_id')
      .notNull()
      .references(() => listing.id, { onDelete: 'cascade' }),
    foundAt: instant('found_at').notNull(),
    /** Whether it was there when the search was saved, so that it was no news. */
    wasThere: boolean('was_there').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.searchId, t.listingId] }),
    index('saved_search_hit_listing').on(t.listingId),
  ],
)

/** Up to which transaction `listing_change` has been read, for readers that all processes share. */
export const feedPosition = pgTable('feed_position', {
  reader: text('reader').primaryKey(),
  xid: xid8('xid')
    .notNull()
    .default(sql`pg_current_xact_id()`),
})

export const webhook = pgTable(
  'webhook',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id, { onDelete: 'cascade' }),
    url: text('url').notNull(),
    /** Encrypted with the installation's secret; signs every delivery. */
    secret: text('secret').notNull(),
    /** The secret before it signs beside it for a while, so that receivers can change over. */
    previousSecret: text('previous_secret'),
    previousUntil: instant('previous_until'),
    kinds: text('kinds').array().notNull(),
    createdAt: instant('created_at').notNull(),
    disabledAt: instant('disabled_at'),
    disabledReason: text('disabled_reason', { enum: ['owner', 'gone', 'failing'] }),
  },
  (t) => [index('webhook_organisation').on(t.organisationId)],
)

export const webhookDelivery = pgTable(
  'webhook_delivery',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    webhookId: integer('webhook_id')
      .notNull()
      .references(() => webhook.id, { onDelete: 'cascade' }),
    /** Null for a test. */
    eventId: bigint('event_id', { mode: 'number' }),
    /** What is sent, to the letter, so that every attempt carries the same. */
    payload: text('payload').notNull(),
    createdAt: instant('created_at').notNull(),
    attempts: integer('attempts').notNull().default(0),
    nextAttemptAt: instant('next_attempt_at'),
    deliveredAt: instant('delivered_at'),
    /** HTTP status of the last attempt; null when nobody answered. */
    lastStatus: integer('last_status'),
    lastError: text('last_error'),
  },
  (t) => [
    index('webhook_delivery_due').on(t.nextAttemptAt),
    index('webhook_delivery_webhook').on(t.webhookId, t.id),
  ],
)
