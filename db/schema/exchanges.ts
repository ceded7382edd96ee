import { boolean, check, index, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import { instant } from '../columns.ts'
import { listing } from './listings.ts'
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
      enum: ['introduced', 'negotiating', 'agreed', 'active', 'completed', 'declined', 'lapsed'],
    }).notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    index('exchange_offer').on(t.offerId),
    index('exchange_bundle').on(t.bundleId),
    check('exchange_two_sides', sql`supplier_id <> receiver_id`),
  ],
)
