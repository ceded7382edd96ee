import { date, doublePrecision, index, integer, jsonb, numeric, pgTable, text } from 'drizzle-orm/pg-core'
import { instant } from '../columns.ts'
import { account } from './accounts.ts'
import { exchange } from './exchanges.ts'

/** What was moved on a day. Lines are never changed: a correction is a new line that names the one it replaces. */
export const shipment = pgTable(
  'shipment',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    exchangeId: integer('exchange_id')
      .notNull()
      .references(() => exchange.id, { onDelete: 'cascade' }),
    movedOn: date('moved_on').notNull(),
    /** In `unit`, that of the terms: tonnes of a material. */
    tonnes: numeric('tonnes').notNull(),
    unit: text('unit', { enum: ['t', 'm3', 'MWh', 'piece', 'h'] })
      .notNull()
      .default('t'),
    vehicle: text('vehicle'),
    weighbridgeNote: text('weighbridge_note'),
    recordedBySide: text('recorded_by_side', { enum: ['supplier', 'receiver'] }).notNull(),
    recordedBy: integer('recorded_by').references(() => account.id, { onDelete: 'set null' }),
    state: text('state', { enum: ['recorded', 'confirmed', 'disputed', 'replaced'] }).notNull(),
    replaces: integer('replaces'),
    answeredBy: integer('answered_by').references(() => account.id, { onDelete: 'set null' }),
    answeredAt: instant('answered_at'),
    disputeReason: text('dispute_reason', { enum: ['quantity', 'quality', 'date', 'not_received', 'other'] }),
    /** What the other side says was moved, when it disputes the amount. */
    disputeTonnes: numeric('dispute_tonnes'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [index('shipment_exchange').on(t.exchangeId, t.movedOn)],
)

/** What a confirmed shipment did, frozen with the factors it was computed with; null is unknown. */
export const impact = pgTable('impact', {
  shipmentId: integer('shipment_id')
    .primaryKey()
    .references(() => shipment.id, { onDelete: 'cascade' }),
  factorSetVersion: text('factor_set_version').notNull(),
  tonnes: numeric('tonnes').notNull(),
  kgCo2eAvoided: doublePrecision('kg_co2e_avoided'),
  supplierSaving: numeric('supplier_saving'),
  receiverSaving: numeric('receiver_saving'),
  currency: text('currency').notNull(),
  /** Inputs and every factor with value, unit, source and year: enough to compute the row again. */
  working: jsonb('working').notNull(),
  frozenAt: instant('frozen_at').notNull(),
})
