import {
  code,
  english,
  georgian,
  georgianList,
  id,
  list,
  months,
  number,
  oneOf,
  optionalGeorgian,
  optionalNumber,
  optionalText,
  optionalWhole,
  reference,
  references,
  source,
  text,
} from './columns.ts'
import { SOURCE_STATUSES, table } from './table.ts'

const CHECKLISTS = ['by_product', 'end_of_waste'] as const
const DIRECTIONS = ['discards', 'takes'] as const
const NACE_CODE = /^\d{2}(\.\d{1,2})?$/

/** What the catalogue knows of sectors, areas and tests of the law. */
export const KNOWLEDGE_TABLES = {
  /** NACE classes under their everyday names, and kinds of plant within a class; the key is the class or a name of our own. */
  branches: table('nace/branches.csv', ['id'], {
    id: code(/^(\d{2}(\.\d{1,2})?|[a-z0-9]+(-[a-z0-9]+)*)$/),
    nace: code(NACE_CODE),
    name_en: english(),
    name_ka: georgian(),
    synonyms_en: list(),
    synonyms_ka: georgianList(),
    source: source(),
  }),
  /** What a branch, or a wider NACE sector, typically discards and takes. */
  sectorProfiles: table('sector-profiles/*.csv', ['sector', 'direction', 'kind', 'target'], {
    /** A branch, or a NACE section, division, group or class. */
    sector: text(),
    direction: oneOf(DIRECTIONS),
    kind: oneOf(['material', 'use']),
    target: text(),
    /** Empty: those of the material. */
    waste_codes: references('wasteCodes'),
    /** How typical it is: 1 for what every such plant has. */
    weight: number(0.01, 1),
    /** Months in which it arises or is wanted; empty: all year. */
    months: months(),
    amount_low: optionalNumber(0, 1_000_000),
    amount_central: optionalNumber(0, 1_000_000),
    amount_high: optionalNumber(0, 1_000_000),
    amount_unit: optionalText(),
    amount_source: optionalText(),
    source: source(),
    source_url: optionalText(),
    source_status: oneOf(SOURCE_STATUSES),
  }),
  /** Published figures of a municipality or region that something arises in proportion to. */
  areaDrivers: table('drivers/*.csv', ['area', 'driver'], {
    /** A municipality or a region. */
    area: id(),
    driver: id(),
    value: number(0, 1e12),
    unit: text(),
    year: optionalWhole(1900, 2100),
    source: source(),
    source_url: optionalText(),
    source_status: oneOf(SOURCE_STATUSES),
  }),
  /** What a driver lets one infer: tonnes a year of a material for each unit of it. Without factors it is not estimable. */
  potentials: table('potentials.csv', ['id'], {
    id: id(),
    material: reference('materials'),
    driver: id(),
    driver_unit: text(),
    factor_low: optionalNumber(0, 1000),
    factor_central: optionalNumber(0, 1000),
    factor_high: optionalNumber(0, 1000),
    estimate: optionalText(),
    months: months(),
    /** The sector that would list it. */
    sector: optionalText(),
    note_en: optionalText(),
    note_ka: optionalGeorgian(),
    source: source(),
    source_url: optionalText(),
    source_status: oneOf(SOURCE_STATUSES),
  }),
  /** Tests of EU waste law as questions to think through; never an answer. */
  checklistItems: table('checklists.csv', ['id'], {
    id: id(),
    test: oneOf(CHECKLISTS),
    /** Place within the test, from 1. */
    place: number(1, 20),
    question_en: english(),
    question_ka: georgian(),
    hint_en: english(),
    hint_ka: georgian(),
    source: source(),
    source_url: optionalText(),
    source_status: oneOf(SOURCE_STATUSES),
  }),
}
