import {
  boolean,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core'
import { catalogueRow, instant, names } from '../columns.ts'

/** Chapters (2 digits), subchapters (4) and codes (6) of the List of Waste. */
export const wasteCode = pgTable('waste_code', {
  code: text('code').primaryKey(),
  parent: text('parent'),
  hazardous: boolean('hazardous').notNull().default(false),
  entryType: text('entry_type'),
  ...names(),
  ...catalogueRow(),
})

/** R and D operations (recovery, disposal). */
export const operation = pgTable('operation', {
  code: text('code').primaryKey(),
  kind: text('kind', { enum: ['recovery', 'disposal'] }).notNull(),
  ...names(),
  ...catalogueRow(),
})

export const hazardProperty = pgTable('hazard_property', {
  code: text('code').primaryKey(),
  ...names(),
  descriptionEn: text('description_en').notNull(),
  descriptionKa: text('description_ka').notNull(),
  ...catalogueRow(),
})

/** NACE sections, divisions, groups and classes; Georgian labels exist for sections and divisions only. */
export const sector = pgTable('sector', {
  code: text('code').primaryKey(),
  level: text('level', { enum: ['section', 'division', 'group', 'class'] }).notNull(),
  parent: text('parent'),
  nameEn: text('name_en').notNull(),
  nameKa: text('name_ka'),
  ...catalogueRow(),
})

/** A NACE class under its everyday names, or a kind of plant within one ("titanium dioxide works"). */
export const branch = pgTable('branch', {
  id: text('id').primaryKey(),
  nace: text('nace').notNull(),
  ...names(),
  synonymsEn: text('synonyms_en').array().notNull().default([]),
  synonymsKa: text('synonyms_ka').array().notNull().default([]),
  ...catalogueRow(),
})

/** What a branch or a NACE sector typically discards and takes; weight 0–1, amounts by a driver where a source gives one. */
export const sectorProfile = pgTable(
  'sector_profile',
  {
    sector: text('sector').notNull(),
    direction: text('direction', { enum: ['discards', 'takes'] }).notNull(),
    targetKind: text('target_kind', { enum: ['material', 'use'] }).notNull(),
    target: text('target').notNull(),
    wasteCodes: text('waste_codes').array().notNull().default([]),
    weight: doublePrecision('weight').notNull(),
    months: integer('months').array().notNull().default([]),
    amountLow: doublePrecision('amount_low'),
    amountCentral: doublePrecision('amount_central'),
    amountHigh: doublePrecision('amount_high'),
    amountUnit: text('amount_unit'),
    amountSource: text('amount_source'),
    sourceUrl: text('source_url'),
    ...catalogueRow(),
  },
  (t) => [primaryKey({ columns: [t.sector, t.direction, t.targetKind, t.target] })],
)

export const material = pgTable('material', {
  id: text('id').primaryKey(),
  parent: text('parent'),
  ...names(),
  synonymsEn: text('synonyms_en').array().notNull().default([]),
  synonymsKa: text('synonyms_ka').array().notNull().default([]),
  state: text('state', { enum: ['solid', 'paste', 'liquid', 'slurry', 'gas', 'energy'] }).notNull(),
  bulkDensityKgM3: doublePrecision('bulk_density_kg_m3'),
  densitySource: text('density_source'),
  wasteCodes: text('waste_codes').array().notNull().default([]),
  stream: text('stream', {
    enum: ['packaging', 'biodegradable', 'construction_demolition', 'other'],
  }).notNull(),
  ...catalogueRow(),
})

/** A functional role that a material can serve. */
export const use = pgTable('use', {
  id: text('id').primaryKey(),
  parent: text('parent'),
  ...names(),
  synonymsEn: text('synonyms_en').array().notNull().default([]),
  synonymsKa: text('synonyms_ka').array().notNull().default([]),
  operations: text('operations').array().notNull().default([]),
  ...catalogueRow(),
})

export const process = pgTable('process', {
  id: text('id').primaryKey(),
  ...names(),
  rCode: text('r_code'),
  feedstockUse: text('feedstock_use').notNull(),
  ...catalogueRow(),
})

/** A material used as it is in a role; weight 0–1, children of the material inherit it. */
export const suitability = pgTable(
  'suitability',
  {
    material: text('material').notNull(),
    use: text('use').notNull(),
    weight: doublePrecision('weight').notNull(),
    conditionsEn: text('conditions_en'),
    conditionsKa: text('conditions_ka'),
    ...catalogueRow(),
  },
  (t) => [primaryKey({ columns: [t.material, t.use] })],
)

/** A conversion: material → process → product and/or the role that the product serves. */
export const pathway = pgTable('pathway', {
  id: text('id').primaryKey(),
  material: text('material').notNull(),
  process: text('process').notNull(),
  rCode: text('r_code').notNull(),
  product: text('product'),
  use: text('use'),
  yieldTonnesPerTonne: doublePrecision('yield_t_per_t'),
  conditionsEn: text('conditions_en'),
  conditionsKa: text('conditions_ka'),
  maturity: text('maturity', { enum: ['commercial', 'demonstrated', 'pilot', 'research'] }).notNull(),
  costPerTonne: numeric('cost_per_tonne'),
  costCurrency: text('cost_currency'),
  costYear: integer('cost_year'),
  sourceUrl: text('source_url'),
  sourceYear: integer('source_year'),
  ...catalogueRow(),
})

/** Closure of the catalogue graph: how well an offered material serves a wanted material or use, and by which steps. Rebuilt when the catalogue changes. */
export const compatibility = pgTable(
  'compatibility',
  {
    material: text('material').notNull(),
    targetKind: text('target_kind', { enum: ['material', 'use'] }).notNull(),
    target: text('target').notNull(),
    score: doublePrecision('score').notNull(),
    yieldTonnesPerTonne: doublePrecision('yield_t_per_t').notNull(),
    processingCostPerTonne: doublePrecision('processing_cost_per_tonne'),
    path: jsonb('path').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.material, t.targetKind, t.target] }),
    index('compatibility_target').on(t.targetKind, t.target),
  ],
)

/** A national gate. Never a statement of legal status: each row cites what it rests on and whether that was seen. */
export const rule = pgTable('rule', {
  id: text('id').primaryKey(),
  jurisdiction: text('jurisdiction').notNull(),
  effect: text('effect', { enum: ['veto', 'needs_permit', 'notice'] }).notNull(),
  materials: text('materials').array().notNull().default([]),
  wasteCodes: text('waste_codes').array().notNull().default([]),
  uses: text('uses').array().notNull().default([]),
  operations: text('operations').array().notNull().default([]),
  condition: text('condition', {
    enum: ['always', 'price_asked', 'no_price_asked', 'hazardous', 'not_hazardous'],
  })
    .notNull()
    .default('always'),
  aboveTonnes: doublePrecision('above_tonnes'),
  ...names(),
  citationEn: text('citation_en').notNull(),
  citationKa: text('citation_ka').notNull(),
  sourceUrl: text('source_url'),
  status: text('status', { enum: ['verified', 'unverified'] }).notNull(),
  validFrom: date('valid_from'),
  validUntil: date('valid_until'),
  version: integer('version').notNull().default(1),
  ...catalogueRow(),
})

/** What an administrator found of a rule, shipped or local: whether it was verified here, and for when it holds. Upgrades leave it alone. */
export const ruleCheck = pgTable('rule_check', {
  rule: text('rule').primaryKey(),
  status: text('status', { enum: ['verified', 'unverified'] }).notNull(),
  validFrom: date('valid_from'),
  validUntil: date('valid_until'),
  /** Number of the account, also after it is gone. */
  checkedBy: integer('checked_by').notNull(),
  checkedAt: instant('checked_at').notNull(),
})

/** A published figure of a municipality or region that something arises in proportion to. */
export const areaDriver = pgTable(
  'area_driver',
  {
    area: text('area').notNull(),
    driver: text('driver').notNull(),
    value: doublePrecision('value').notNull(),
    unit: text('unit').notNull(),
    year: integer('year'),
    sourceUrl: text('source_url'),
    ...catalogueRow(),
  },
  (t) => [primaryKey({ columns: [t.area, t.driver] })],
)

/** Tonnes a year of a material that each unit of a driver lets one infer; without factors it is not estimable. */
export const potential = pgTable('potential', {
  id: text('id').primaryKey(),
  material: text('material').notNull(),
  driver: text('driver').notNull(),
  driverUnit: text('driver_unit').notNull(),
  factorLow: doublePrecision('factor_low'),
  factorCentral: doublePrecision('factor_central'),
  factorHigh: doublePrecision('factor_high'),
  estimate: boolean('estimate').notNull().default(false),
  months: integer('months').array().notNull().default([]),
  sector: text('sector'),
  noteEn: text('note_en'),
  noteKa: text('note_ka'),
  sourceUrl: text('source_url'),
  ...catalogueRow(),
})

/** A question of a test of EU waste law (by-product, end of waste), to think through; never an answer. */
export const checklistItem = pgTable('checklist_item', {
  id: text('id').primaryKey(),
  test: text('test', { enum: ['by_product', 'end_of_waste'] }).notNull(),
  place: integer('place').notNull(),
  questionEn: text('question_en').notNull(),
  questionKa: text('question_ka').notNull(),
  hintEn: text('hint_en').notNull(),
  hintKa: text('hint_ka').notNull(),
  sourceUrl: text('source_url'),
  ...catalogueRow(),
})

/** Emission and cost factors: value, unit, year and source of each. */
export const factor = pgTable('factor', {
  id: text('id').primaryKey(),
  kind: text('kind', {
    enum: ['freight_emission', 'freight_cost', 'disposal', 'production', 'processing', 'worth'],
  }).notNull(),
  material: text('material'),
  route: text('route'),
  value: doublePrecision('value').notNull(),
  unit: text('unit').notNull(),
  year: integer('year'),
  estimate: boolean('estimate').notNull(),
  sourceUrl: text('source_url'),
  note: text('note'),
  ...catalogueRow(),
})

export const exchangeRate = pgTable(
  'exchange_rate',
  {
    day: date('day').notNull(),
    currency: text('currency').notNull(),
    gelPerUnit: numeric('gel_per_unit').notNull(),
    estimate: boolean('estimate').notNull(),
    source: text('source').notNull(),
  },
  (t) => [primaryKey({ columns: [t.day, t.currency] })],
)

/** One row: which catalogue the closure was built from. */
export const catalogueState = pgTable('catalogue_state', {
  id: integer('id').primaryKey(),
  version: text('version').notNull(),
  /** Counts what administrators have changed on top of it. */
  localRevision: integer('local_revision').notNull().default(0),
  rebuiltAt: instant('rebuilt_at').notNull(),
})
