import { doublePrecision, index, integer, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core'
import { instant } from '../columns.ts'
import { listing } from './listings.ts'

/** An offer and a need put together. What was found then stays readable: policy, catalogue, facts and findings are kept with it. */
export const proposal = pgTable(
  'proposal',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    offerId: integer('offer_id')
      .notNull()
      .references(() => listing.id, { onDelete: 'cascade' }),
    needId: integer('need_id')
      .notNull()
      .references(() => listing.id, { onDelete: 'cascade' }),
    offerRevision: integer('offer_revision').notNull(),
    needRevision: integer('need_revision').notNull(),
    policyVersion: text('policy_version').notNull(),
    catalogueVersion: text('catalogue_version').notNull(),
    score: doublePrecision('score').notNull(),
    confidence: doublePrecision('confidence').notNull(),
    facts: jsonb('facts').notNull(),
    findings: jsonb('findings').notNull(),
    foundAt: instant('found_at').notNull(),
    staleAt: instant('stale_at'),
  },
  (t) => [unique('proposal_pair').on(t.offerId, t.needId), index('proposal_need').on(t.needId)],
)
