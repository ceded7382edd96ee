import {
  boolean,
  date,
  doublePrecision,
  index,
  integer,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
} from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import { instant, xid8 } from '../columns.ts'
import { account } from './accounts.ts'
import { organisation, site } from './organisations.ts'

export const listing = pgTable(
  'listing',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    ref: text('ref').unique(),
    kind: text('kind', { enum: ['offer', 'need'] }).notNull(),
    resourceKind: text('resource_kind', {
      enum: ['material', 'energy', 'water', 'capacity', 'logistics', 'expertise'],
    }).notNull(),
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id, { onDelete: 'cascade' }),
    siteId: integer('site_id')
      .notNull()
      .references(() => site.id, { onDelete: 'cascade' }),
    status: text('status', {
      enum: ['draft', 'published', 'paused', 'fulfilled', 'expired', 'withdrawn'],
    }).notNull(),
    audience: text('audience', { enum: ['public', 'members', 'facilitators'] }).notNull(),
    provenance: text('provenance', { enum: ['declared', 'inferred', 'verified'] }).notNull(),
    title: text('title').notNull(),
    description: text('description').notNull().default(''),
    textLanguage: text('text_language', { enum: ['ka', 'en'] }).notNull(),
    wasteCode: text('waste_code'),
    hazardous: boolean('hazardous').notNull().default(false),
    hazardProperties: text('hazard_properties').array().notNull().default([]),
    /** Declared amount as its owner wrote it. */
    amount: numeric('amount'),
    unit: text('unit', { enum: ['t', 'kg', 'm3', 'l', 'piece', 'MWh', 'h'] }),
    period: text('period', { enum: ['once', 'month', 'year'] }).notNull(),
    /** Bit 0 is January; null when the owner did not say. */
    months: smallint('months'),
    validFrom: date('valid_from'),
    validUntil: date('valid_until'),
    basis: text('basis', { enum: ['wet', 'dry'] }),
    /** Tonnes per year (or once), derived with `densityKgM3`; null where it cannot be derived. */
    massTonnes: doublePrecision('mass_tonnes'),
    densityKgM3: doublePrecision('density_kg_m3'),
    minimumLotTonnes: doublePrecision('minimum_lot_tonnes'),
    packagingForm: text('packaging_form', {
      enum: ['bulk', 'bales', 'big_bags', 'pallets', 'drums', 'tank', 'other'],
    }),
    transport: text('transport', { enum: ['collect', 'deliver', 'either'] }),
    /** Offer: R/D code of the present route. */
    presentOperation: text('present_operation'),
    /** Need: catalogue material that is bought today. */
    presentInput: text('present_input'),
    presentCostPerTonne: numeric('present_cost_per_tonne'),
    presentCostCurrency: text('present_cost_currency'),
    presentCostVatIncluded: boolean('present_cost_vat_included'),
    /** Asked (offer) or paid (need) for one of `priceUnit`; negative means that the offerer pays to have it taken. */
    pricePerTonne: numeric('price_per_tonne'),
    /** A tonne of a material; says nothing where there is no price. */
    priceUnit: text('price_unit', { enum: ['t', 'kg', 'm3', 'l', 'piece', 'MWh', 'h'] })
      .notNull()
      .default('t'),
    priceCurrency: text('price_currency'),
    priceVatIncluded: boolean('price_vat_included'),
    /** How the figures came about and where they stand written, in the owner's words. */
    basisNote: text('basis_note'),
    sourceNote: text('source_note'),
    demonstration: boolean('demonstration').notNull().default(false),
    revision: integer('revision').notNull().default(1),
    contentHash: text('content_hash').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    /** A facilitator took it out of sight; its owner sees why. */
    hiddenAt: instant('hidden_at'),
    hiddenReason: text('hidden_reason'),
    /** The day up to which its owner was told that it expires. */
    reminderSentFor: date('reminder_sent_for'),
    /** The listing that it was copied from. */
    copiedFrom: integer('copied_from'),
  },
  (t) => [
    index('listing_organisation').on(t.organisationId),
    index('listing_site').on(t.siteId),
    index('listing_status').on(t.status, t.kind),
  ],
)

/** Offer: what it is made of (share). Need: what it accepts (weight). */
export const listingMaterial = pgTable(
  'listing_material',
  {
    listingId: integer('listing_id')
      .notNull()
      .references(() => listing.id, { onDelete: 'cascade' }),
    targetKind: text('target_kind', { enum: ['material', 'use'] }).notNull(),
    target: text('target').notNull(),
    factor: doublePrecision('factor').notNull(),
    /** Words of the text that carried an inferred target; null when the owner chose it. */
    inferredFrom: text('inferred_from'),
  },
  (t) => [
    primaryKey({ columns: [t.listingId, t.targetKind, t.target] }),
    index('listing_material_target').on(t.targetKind, t.target),
  ],
)

/** Offer: measured range of a property. Need: accepted range. */
export const listingSpecification = pgTable(
  'listing_specification',
  {
    listingId: integer('listing_id')
      .notNull()
      .references(() => listing.id, { onDelete: 'cascade' }),
    property: text('property').notNull(),
    minimum: doublePrecision('minimum'),
    maximum: doublePrecision('maximum'),
  },
  (t) => [primaryKey({ columns: [t.listingId, t.property] })],
)

/** Change feed of the market. Sequences are not in commit order, so readers go by transaction id and stop below the oldest running transaction. */
export const listingChange = pgTable(
  'listing_change',
  {
    xid: xid8('xid')
      .notNull()
      .default(sql`pg_current_xact_id()`),
    listingId: integer('listing_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.xid, t.listingId] })],
)

/** The holder's own statement of the four by-product conditions; a statement, never a finding. */
export const byProductStatement = pgTable('by_product_statement', {
  listingId: integer('listing_id')
    .primaryKey()
    .references(() => listing.id, { onDelete: 'cascade' }),
  useCertain: boolean('use_certain').notNull(),
  noFurtherProcessing: boolean('no_further_processing').notNull(),
  integralPart: boolean('integral_part').notNull(),
  lawful: boolean('lawful').notNull(),
  statedBy: integer('stated_by').references(() => account.id, { onDelete: 'set null' }),
  statedAt: instant('stated_at').notNull(),
})

/** Somebody reports a listing to the facilitators. */
export const listingReport = pgTable(
  'listing_report',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    listingId: integer('listing_id')
      .notNull()
      .references(() => listing.id, { onDelete: 'cascade' }),
    reason: text('reason', { enum: ['wrong', 'unlawful', 'offensive', 'spam', 'other'] }).notNull(),
    note: text('note').notNull().default(''),
    reportedBy: integer('reported_by').references(() => account.id, { onDelete: 'set null' }),
    createdAt: instant('created_at').notNull(),
    settledAt: instant('settled_at'),
    settledAs: text('settled_as', { enum: ['hidden', 'dismissed'] }),
    settledBy: integer('settled_by').references(() => account.id, { onDelete: 'set null' }),
  },
  (t) => [index('listing_report_listing').on(t.listingId)],
)
