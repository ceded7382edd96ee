import {
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
} from 'drizzle-orm/pg-core'
import { instant } from '../columns.ts'
import { account } from './accounts.ts'
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
    /** Set when a side was revised, closed or hidden since; a proposal found again is fresh again. */
    staleAt: instant('stale_at'),
    /** The facilitator who looks after it. */
    assignedTo: integer('assigned_to').references(() => account.id, { onDelete: 'set null' }),
  },
  (t) => [unique('proposal_pair').on(t.offerId, t.needId), index('proposal_need').on(t.needId)],
)

/** What a side says to a proposal; the newest answer of a side holds. */
export const proposalAnswer = pgTable(
  'proposal_answer',
  {
    proposalId: integer('proposal_id')
      .notNull()
      .references(() => proposal.id, { onDelete: 'cascade' }),
    side: text('side', { enum: ['offer', 'need'] }).notNull(),
    answer: text('answer', { enum: ['interested', 'not_now', 'declined'] }).notNull(),
    reason: text('reason', {
      enum: ['quality', 'quantity', 'price', 'distance', 'timing', 'legal', 'has_partner', 'other'],
    }),
    /** Whether the other side may see the reason. */
    reasonShared: boolean('reason_shared').notNull().default(false),
    answeredBy: integer('answered_by').references(() => account.id, { onDelete: 'set null' }),
    onBehalfOf: integer('on_behalf_of'),
    answeredAt: instant('answered_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.proposalId, t.side] })],
)
