import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import { instant } from '../columns.ts'
import { account } from './accounts.ts'
import { listing } from './listings.ts'
import { proposal } from './matching.ts'
import { organisation } from './organisations.ts'

/** Pooled, split and through-a-processor deals: two-sided exchanges that belong together. */
export const bundle = pgTable('bundle', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  shape: text('shape', { enum: ['pooled', 'split', 'processor'] }).notNull(),
  allOrNone: boolean('all_or_none').notNull(),
  createdAt: instant('created_at').notNull(),
})

/** A brokered deal; always exactly two sides. */
export const exchange = pgTable(
  'exchange',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    bundleId: integer('bundle_id').references(() => bundle.id),
    proposalId: integer('proposal_id').references(() => proposal.id, { onDelete: 'set null' }),
    offerId: integer('offer_id')
      .notNull()
      .references(() => listing.id),
    needId: integer('need_id').references(() => listing.id),
    supplierId: integer('supplier_id')
      .notNull()
      .references(() => organisation.id),
    receiverId: integer('receiver_id')
      .notNull()
      .references(() => organisation.id),
    stage: text('stage', {
      enum: ['introduced', 'negotiating', 'agreed', 'active', 'suspended', 'completed', 'declined', 'lapsed'],
    }).notNull(),
    /** Why it was declined. */
    reason: text('reason'),
    openedBy: integer('opened_by').references(() => account.id, { onDelete: 'set null' }),
    /** The facilitator who looks after it. */
    assignedTo: integer('assigned_to').references(() => account.id, { onDelete: 'set null' }),
    /** Consent of each side that the other sees its name and exact site. */
    supplierRevealedAt: instant('supplier_revealed_at'),
    receiverRevealedAt: instant('receiver_revealed_at'),
    revision: integer('revision').notNull().default(1),
    createdAt: instant('created_at').notNull(),
    /** Last time that anything happened in it. */
    touchedAt: instant('touched_at')
      .notNull()
      .default(sql`now()`),
    /** When its facilitator was last reminded that nothing happens in it. */
    remindedAt: instant('reminded_at'),
  },
  (t) => [
    index('exchange_offer').on(t.offerId),
    index('exchange_need').on(t.needId),
    index('exchange_supplier').on(t.supplierId),
    index('exchange_receiver').on(t.receiverId),
    index('exchange_bundle').on(t.bundleId),
    /** Two people who bring the same pair together at once open one exchange. */
    uniqueIndex('exchange_open_pair')
      .on(t.offerId, t.needId)
      .where(sql`stage not in ('completed', 'declined', 'lapsed')`),
    check('exchange_two_sides', sql`supplier_id <> receiver_id`),
  ],
)

/** Versions of the terms. Never changed: a counter-offer is a new version; the one that both sides agreed to is sealed. */
export const terms = pgTable(
  'terms',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    exchangeId: integer('exchange_id')
      .notNull()
      .references(() => exchange.id, { onDelete: 'cascade' }),
    version: integer('version').notNull(),
    proposedBySide: text('proposed_by_side', { enum: ['supplier', 'receiver'] }).notNull(),
    proposedBy: integer('proposed_by').references(() => account.id, { onDelete: 'set null' }),
    /** What is moved in each period, in `unit`: tonnes of a material. */
    tonnes: numeric('tonnes').notNull(),
    unit: text('unit', { enum: ['t', 'm3', 'MWh', 'piece', 'h'] })
      .notNull()
      .default('t'),
    period: text('period', { enum: ['once', 'month', 'year'] }).notNull(),
    startsOn: date('starts_on').notNull(),
    endsOn: date('ends_on').notNull(),
    /** Paid by the receiver; negative when the supplier pays. */
    pricePerTonne: numeric('price_per_tonne').notNull(),
    currency: text('currency', { enum: ['GEL', 'EUR', 'USD', 'GBP'] }).notNull(),
    vatIncluded: boolean('vat_included').notNull(),
    transportBy: text('transport_by', { enum: ['supplier', 'receiver', 'third_party'] }).notNull(),
    /** Accepted ranges: `[{property, minimum, maximum}]`. */
    quality: jsonb('quality').notNull(),
    note: text('note').notNull().default(''),
    createdAt: instant('created_at').notNull(),
    sealedAt: instant('sealed_at'),
    /** SHA-256 over what both agreed to; set with `sealedAt`. */
    seal: text('seal'),
    /** The sealed terms that took its place by an amendment. */
    supersededAt: instant('superseded_at'),
  },
  (t) => [unique('terms_version').on(t.exchangeId, t.version)],
)

/** One side's yes to one version of the terms. */
export const termsAgreement = pgTable(
  'terms_agreement',
  {
    termsId: integer('terms_id')
      .notNull()
      .references(() => terms.id, { onDelete: 'cascade' }),
    side: text('side', { enum: ['supplier', 'receiver'] }).notNull(),
    agreedBy: integer('agreed_by').references(() => account.id, { onDelete: 'set null' }),
    onBehalfOf: integer('on_behalf_of'),
    agreedAt: instant('agreed_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.termsId, t.side] })],
)

/** What an exchange has reserved, in the unit of its terms, of a listing in one calendar period; the sum per listing never exceeds what is on offer. */
export const allocation = pgTable(
  'allocation',
  {
    exchangeId: integer('exchange_id')
      .notNull()
      .references(() => exchange.id, { onDelete: 'cascade' }),
    listingId: integer('listing_id')
      .notNull()
      .references(() => listing.id),
    periodStart: date('period_start').notNull(),
    periodEnd: date('period_end').notNull(),
    tonnes: numeric('tonnes').notNull(),
    unit: text('unit', { enum: ['t', 'm3', 'MWh', 'piece', 'h'] })
      .notNull()
      .default('t'),
  },
  (t) => [
    primaryKey({ columns: [t.exchangeId, t.listingId, t.periodStart] }),
    index('allocation_listing').on(t.listingId, t.periodStart),
  ],
)

/** Said in the room; the text is erased with its author, the line stays. */
export const message = pgTable(
  'message',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    exchangeId: integer('exchange_id')
      .notNull()
      .references(() => exchange.id, { onDelete: 'cascade' }),
    accountId: integer('account_id').references(() => account.id, { onDelete: 'set null' }),
    /** The side spoken for; null for a facilitator. */
    side: text('side', { enum: ['supplier', 'receiver'] }),
    body: text('body'),
    language: text('language', { enum: ['ka', 'en'] }).notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [index('message_exchange').on(t.exchangeId, t.id)],
)

/** Notes of facilitators for facilitators, about a proposal, an exchange or an organisation. */
export const facilitatorNote = pgTable(
  'facilitator_note',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    subjectKind: text('subject_kind', { enum: ['proposal', 'exchange', 'organisation'] }).notNull(),
    subjectId: integer('subject_id').notNull(),
    accountId: integer('account_id').references(() => account.id, { onDelete: 'set null' }),
    body: text('body').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [index('facilitator_note_subject').on(t.subjectKind, t.subjectId)],
)
