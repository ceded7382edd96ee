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
import { sql } from 'drizzle-orm'
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
    /** When the pair was found for the first time: how long it waits already. */
    firstFoundAt: instant('first_found_at')
      .notNull()
      .default(sql`now()`),
    /** Tonnes a year (or at once) that could move, and what that would avoid; null where a side does not say enough. */
    potentialTonnes: doublePrecision('potential_tonnes'),
    potentialKgCo2e: doublePrecision('potential_kg_co2e'),
    /** The facilitator who looks after it. */
    assignedTo: integer('assigned_to').references(() => account.id, { onDelete: 'set null' }),
    /** A facilitator found that it leads nowhere; a side that is revised gives it another chance. */
    dismissedAt: instant('dismissed_at'),
    dismissedBy: integer('dismissed_by').references(() => account.id, { onDelete: 'set null' }),
    dismissedReason: text('dismissed_reason', {
      enum: [
        'quality',
        'quantity',
        'price',
        'distance',
        'timing',
        'legal',
        'has_partner',
        'not_a_match',
        'other',
      ],
    }),
  },
  (t) => [
    unique('proposal_pair').on(t.offerId, t.needId),
    index('proposal_need').on(t.needId),
    index('proposal_impact').on(sql`coalesce(-potential_kg_co2e, 'infinity'::float8)`, t.firstFoundAt, t.id),
    index('proposal_age').on(t.firstFoundAt, t.id),
  ],
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
