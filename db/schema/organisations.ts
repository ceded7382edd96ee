import { boolean, date, doublePrecision, index, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { instant, point } from '../columns.ts'
import { municipality } from './areas.ts'

export const organisation = pgTable('organisation', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  /** Stable key of an imported or demonstration organisation; null for one made on screen. */
  ref: text('ref').unique(),
  name: text('name').notNull(),
  kind: text('kind', {
    enum: ['business', 'municipality', 'public_body', 'academia', 'civil_society', 'media'],
  }).notNull(),
  registryNumber: text('registry_number'),
  sector: text('sector'),
  nameHidden: boolean('name_hidden').notNull().default(false),
  verifiedAt: instant('verified_at'),
  completedExchanges: integer('completed_exchanges').notNull().default(0),
  demonstration: boolean('demonstration').notNull().default(false),
  createdAt: instant('created_at').notNull(),
  website: text('website'),
  /** Shown to partners once the name is revealed. */
  contactEmail: text('contact_email'),
  contactPhone: text('contact_phone'),
  /** The organisation that it turned out to be. */
  mergedInto: integer('merged_into'),
  deletedAt: instant('deleted_at'),
  revision: integer('revision').notNull().default(1),
})

/** Two geometries: `exact` for the owner, facilitators and partners with consent; everything public is computed from `shown`. */
export const site = pgTable(
  'site',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id, { onDelete: 'cascade' }),
    name: text('name'),
    municipalityId: text('municipality_id').references(() => municipality.id),
    exact: point('exact').notNull(),
    shown: point('shown').notNull(),
    shownPrecision: text('shown_precision', {
      enum: ['exact', 'settlement', 'municipality', 'region'],
    }).notNull(),
    /** Radius of the disc in which the true place lies, as far as a stranger knows; 0 for an exact point. */
    shownRadiusKm: doublePrecision('shown_radius_km').notNull(),
  },
  (t) => [index('site_organisation').on(t.organisationId)],
)

/** A permit, registration or environmental decision that an organisation says it holds. */
export const permit = pgTable(
  'permit',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id, { onDelete: 'cascade' }),
    kind: text('kind', { enum: ['permit', 'registration', 'environmental_decision'] }).notNull(),
    number: text('number').notNull(),
    wasteCode: text('waste_code').notNull(),
    operation: text('operation'),
    validFrom: date('valid_from'),
    validUntil: date('valid_until'),
    verifiedAt: instant('verified_at'),
  },
  (t) => [index('permit_organisation').on(t.organisationId)],
)
