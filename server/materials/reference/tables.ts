import { STREAMS } from '../../contract/words.ts'
import {
  boolean,
  code,
  date,
  english,
  georgian,
  georgianList,
  id,
  list,
  number,
  oneOf,
  optionalDate,
  optionalGeorgian,
  optionalNumber,
  optionalReference,
  optionalText,
  optionalWhole,
  reference,
  references,
  source,
  text,
  type Column,
} from './columns.ts'
import { KNOWLEDGE_TABLES } from './knowledge-tables.ts'
import { SOURCE_STATUSES, table, type Columns } from './table.ts'

const STATES = ['solid', 'paste', 'liquid', 'slurry', 'gas', 'energy'] as const
const ISO_CURRENCY = /^[A-Z]{3}$/

/** Every file of `db/reference`: its columns in their order, and what each may hold. `*` stands for any name. */
export const TABLES = {
  ...KNOWLEDGE_TABLES,
  wasteChapters: table('waste-chapters.csv', ['code'], {
    code: code(/^\d{2}(\d{2})?$/),
    parent: optionalReference('wasteChapters'),
    name_en: english(),
    name_ka: georgian(),
    source: source(),
  }),
  wasteCodes: table('waste-codes/*.csv', ['code'], {
    code: code(/^\d{6}$/),
    hazardous: boolean(),
    entry_type: oneOf([
      'absolute_hazardous',
      'absolute_non_hazardous',
      'mirror_hazardous',
      'mirror_non_hazardous',
    ]),
    name_en: english(),
    name_ka: georgian(),
    source: source(),
  }),
  operations: table('operations.csv', ['code'], {
    code: code(/^[RD]\d{1,2}$/),
    kind: oneOf(['recovery', 'disposal']),
    name_en: english(),
    name_ka: georgian(),
    source: source(),
  }),
  hazardProperties: table('hazard-properties.csv', ['code'], {
    code: code(/^HP_(\d{1,2}|[A-Z]+)$/),
    name_en: english(),
    name_ka: georgian(),
    description_en: english(),
    description_ka: georgian(),
    source: source(),
  }),
  sectors: table('nace/sections-and-divisions.csv', ['code'], {
    code: code(/^([A-V]|\d{2})$/),
    kind: oneOf(['section', 'division']),
    name_ka: georgian(),
    source: source(),
  }),
  /** Codes of NACE Rev. 2 that Rev. 2.1 no longer has; registers and people go on using them. */
  formerSectors: table('nace/former-codes.csv', ['code'], {
    code: code(/^\d{2}(\.\d{1,2})?$/),
    name_en: english(),
    replaced_by: text(),
    source: source(),
  }),
  uses: table('uses.csv', ['id'], {
    id: id(),
    parent: optionalReference('uses'),
    name_en: english(),
    name_ka: georgian(),
    synonyms_en: list(),
    synonyms_ka: georgianList(),
    operations: references('operations'),
    source: source(),
  }),
  processes: table('processes.csv', ['id'], {
    id: id(),
    name_en: english(),
    name_ka: georgian(),
    r_code: optionalReference('operations'),
    feedstock_use: reference('uses'),
    source: source(),
  }),
  materials: table('materials/*.csv', ['id'], {
    id: id(),
    parent: optionalReference('materials'),
    name_en: english(),
    name_ka: georgian(),
    synonyms_en: list(),
    synonyms_ka: georgianList(),
    state: oneOf(STATES),
    /** From hydrogen (0.09) to solid lead (11,300). */
    bulk_density_kg_m3: optionalNumber(0.05, 12_000),
    density_source: optionalText(),
    waste_codes: references('wasteCodes'),
    stream: oneOf(STREAMS),
    source: source(),
    source_status: oneOf(SOURCE_STATUSES),
  }),
  suitabilities: table('suitabilities/*.csv', ['material', 'use'], {
    material: reference('materials'),
    use: reference('uses'),
    weight: number(0.01, 1),
    conditions_en: optionalText(),
    conditions_ka: optionalGeorgian(),
    source: source(),
    source_status: oneOf(SOURCE_STATUSES),
  }),
  pathways: table('pathways/*.csv', ['id'], {
    id: id(),
    material: reference('materials'),
    process: reference('processes'),
    r_code: reference('operations'),
    product: optionalReference('materials'),
    use: optionalReference('uses'),
    /** Above 1 where water or binder is added. */
    yield_t_per_t: optionalNumber(0.0001, 5),
    conditions_en: optionalText(),
    conditions_ka: optionalGeorgian(),
    maturity: oneOf(['commercial', 'demonstrated', 'pilot', 'research']),
    cost_per_tonne: optionalNumber(-10_000, 100_000),
    cost_currency: optionalText(),
    cost_year: optionalWhole(1980, 2100),
    source: source(),
    source_url: optionalText(),
    source_year: optionalWhole(1900, 2100),
    source_status: oneOf(SOURCE_STATUSES),
  }),
  regions: table('areas/regions.csv', ['id'], {
    id: id(),
    iso_3166_2: optionalText(),
    name_en: english(),
    name_ka: georgian(),
    source: source(),
  }),
  municipalities: table('areas/municipalities.csv', ['id'], {
    id: id(),
    region: reference('regions'),
    type: oneOf(['municipality', 'town']),
    name_en: english(),
    name_ka: georgian(),
    seat_en: optionalText(),
    seat_ka: optionalGeorgian(),
    lat: number(-90, 90),
    lon: number(-180, 180),
    population: optionalWhole(0, 100_000_000),
    population_year: optionalWhole(1900, 2100),
    area_km2: optionalNumber(0.01, 1_000_000),
    coordinates_source: source(),
    population_source: optionalText(),
  }),
  factors: table('factors/*.csv', ['id'], {
    /** Made of kind, route and material, of which the first two have underscores. */
    id: code(/^[a-z0-9_]+(-+[a-z0-9_]+)*$/),
    kind: oneOf(['freight_emission', 'freight_cost', 'disposal', 'production', 'processing', 'worth']),
    material: optionalReference('materials'),
    route: optionalText(),
    value: number(-100_000, 1_000_000),
    unit: text(),
    year: optionalWhole(1900, 2100),
    estimate: boolean(),
    source: source(),
    source_url: optionalText(),
    note: optionalText(),
  }),
  exchangeRates: table('money/exchange-rates.csv', ['date', 'currency'], {
    date: date(),
    currency: code(ISO_CURRENCY),
    gel_per_unit: number(0.0001, 100_000),
    source: source(),
    estimate: boolean(),
  }),
  rules: table('rules.csv', ['id'], {
    id: id(),
    jurisdiction: code(/^[A-Z]{2}$/),
    effect: oneOf(['veto', 'needs_permit', 'notice']),
    materials: references('materials'),
    waste_codes: references('wasteCodes'),
    uses: references('uses'),
    /** Operations of the conversions on the way; empty: any way, also one without a conversion. */
    operations: references('operations'),
    condition: oneOf(['always', 'price_asked', 'no_price_asked', 'hazardous', 'not_hazardous']),
    /** Tonnes a year (or at once) above which it holds; empty: any amount. */
    above_tonnes: optionalNumber(0, 1_000_000),
    name_en: english(),
    name_ka: georgian(),
    citation_en: english(),
    citation_ka: georgian(),
    source: source(),
    source_url: optionalText(),
    status: oneOf(['verified', 'unverified']),
    valid_from: optionalDate(),
    valid_until: optionalDate(),
  }),
} satisfies Record<string, { files: string; key: string[]; columns: Columns }>

export type TableName = keyof typeof TABLES
export const TABLE_NAMES = Object.keys(TABLES) as TableName[]

type ColumnsOf<N extends TableName> = (typeof TABLES)[N]['columns']

/** A row of a table with its cells read; property names are the columns of the file. */
export type Row<N extends TableName> = {
  [C in keyof ColumnsOf<N>]: ColumnsOf<N>[C] extends Column<infer T> ? T : never
}

/** The columns of a table by name, for code that goes over all tables alike. */
export const columnsOf = (name: TableName): [string, Column<unknown>][] =>
  Object.entries(TABLES[name].columns)
