import type { Stream } from '../contract/words.ts'
import type { ClosureStep, Compatibility } from './closure.ts'
import type { Maturity } from './closure/weights.ts'

/** A name in both languages. */
export interface BothNames {
  en: string
  ka: string
}

/** What every row of the catalogue carries. A retired row still has its names but is offered to nobody. */
interface CatalogueRow {
  source: string
  sourceStatus: 'seen' | 'unverified'
  retired: boolean
  replacedBy: string | null
}

export interface Material extends CatalogueRow {
  id: string
  parent: string | null
  names: BothNames
  synonyms: { en: string[]; ka: string[] }
  state: 'solid' | 'paste' | 'liquid' | 'slurry' | 'gas' | 'energy'
  bulkDensityKgM3: number | null
  densitySource: string | null
  /** Most typical first. */
  wasteCodes: string[]
  stream: Stream
}

export interface Use extends CatalogueRow {
  id: string
  parent: string | null
  names: BothNames
  synonyms: { en: string[]; ka: string[] }
  /** R codes that go with the role. */
  operations: string[]
}

export interface Process extends CatalogueRow {
  id: string
  names: BothNames
  rCode: string | null
  feedstockUse: string
}

export interface Suitability extends CatalogueRow {
  material: string
  use: string
  weight: number
  conditions: BothNames | null
}

export interface Pathway extends CatalogueRow {
  id: string
  material: string
  process: string
  rCode: string
  product: string | null
  use: string | null
  yieldTonnesPerTonne: number | null
  conditions: BothNames | null
  maturity: Maturity
  costPerTonne: number | null
  costCurrency: string | null
  costYear: number | null
  sourceUrl: string | null
  sourceYear: number | null
}

/** A chapter (2 digits), subchapter (4) or code (6) of the List of Waste. */
export interface WasteCode extends CatalogueRow {
  code: string
  parent: string | null
  hazardous: boolean
  entryType: string | null
  names: BothNames
}

/** An R or D operation. */
export interface Operation extends CatalogueRow {
  code: string
  kind: 'recovery' | 'disposal'
  names: BothNames
}

/** A NACE section, division, group or class; Georgian names exist for the first two. */
export interface Sector extends CatalogueRow {
  code: string
  level: 'section' | 'division' | 'group' | 'class'
  parent: string | null
  names: { en: string; ka: string | null }
}

/** A NACE class under its everyday names, or a kind of plant within one. */
export interface Branch extends CatalogueRow {
  id: string
  nace: string
  names: BothNames
  synonyms: { en: string[]; ka: string[] }
}

/** One thing that a branch or NACE sector typically discards or takes. */
export interface SectorProfileRow extends CatalogueRow {
  sector: string
  direction: 'discards' | 'takes'
  targetKind: 'material' | 'use'
  target: string
  /** Empty: those of the material. */
  wasteCodes: string[]
  /** 0–1: how typical. */
  weight: number
  /** Empty: all year. */
  months: number[]
  /** By the driver in `unit`; null where no source gives one. */
  amount: { low: number; central: number; high: number; unit: string; source: string } | null
  sourceUrl: string | null
}

export interface Region {
  id: string
  names: BothNames
}

export interface Municipality {
  id: string
  region: string
  type: 'municipality' | 'town'
  names: BothNames
  seatNames: { en: string | null; ka: string | null }
  /** Seat, degrees. */
  lon: number
  lat: number
  population: number | null
  areaKm2: number | null
}

/**
 * A national gate with its citation; never a statement of legal status.
 * It concerns an offer that is one of `materials` or a kind of one, or carries one of `wasteCodes` (both empty: any offer),
 * on a path that touches one of `uses` (see `usesAlong`; empty: any), while `condition` holds and the day lies within the dates.
 */
export interface Rule extends CatalogueRow {
  id: string
  jurisdiction: string
  effect: 'veto' | 'needs_permit' | 'notice'
  materials: string[]
  wasteCodes: string[]
  uses: string[]
  /** Operations of the conversions on the way; empty: any way. */
  operations: string[]
  condition: 'always' | 'price_asked' | 'no_price_asked' | 'hazardous' | 'not_hazardous'
  /** Tonnes above which it holds; null: any amount. */
  aboveTonnes: number | null
  names: BothNames
  citations: BothNames
  sourceUrl: string | null
  status: 'verified' | 'unverified'
  validFrom: string | null
  validUntil: string | null
}

/** A published figure of a municipality or region. */
export interface AreaDriver extends CatalogueRow {
  area: string
  driver: string
  value: number
  unit: string
  year: number | null
  sourceUrl: string | null
}

/** What a driver lets one infer. */
export interface Potential extends CatalogueRow {
  id: string
  material: string
  driver: string
  driverUnit: string
  /** Tonnes a year for each unit of the driver; null: not estimable. */
  factor: { low: number; central: number; high: number } | null
  /** The factor is an estimate from general knowledge. */
  estimate: boolean
  months: number[]
  sector: string | null
  note: BothNames | null
  sourceUrl: string | null
}

/** A question of a test of EU waste law; never an answer. */
export interface ChecklistItem extends CatalogueRow {
  id: string
  test: 'by_product' | 'end_of_waste'
  /** Place within the test, from 1. */
  place: number
  question: BothNames
  hint: BothNames
  sourceUrl: string | null
}

export interface Factor extends CatalogueRow {
  id: string
  kind: 'freight_emission' | 'freight_cost' | 'disposal' | 'production' | 'processing' | 'worth'
  material: string | null
  route: string | null
  value: number
  unit: string
  year: number | null
  estimate: boolean
  sourceUrl: string | null
  note: string | null
}

export interface ExchangeRate {
  day: string
  currency: string
  gelPerUnit: number
  estimate: boolean
  source: string
}

/** The catalogue as one process holds it: plain data, read once, never changed. */
export interface Catalogue {
  /** Of the shipped files that the closure was built from; empty when none was ever loaded. */
  version: string
  materials: ReadonlyMap<string, Material>
  uses: ReadonlyMap<string, Use>
  processes: ReadonlyMap<string, Process>
  pathways: ReadonlyMap<string, Pathway>
  suitabilities: readonly Suitability[]
  wasteCodes: ReadonlyMap<string, WasteCode>
  operations: ReadonlyMap<string, Operation>
  sectors: ReadonlyMap<string, Sector>
  branches: ReadonlyMap<string, Branch>
  sectorProfiles: readonly SectorProfileRow[]
  regions: ReadonlyMap<string, Region>
  municipalities: ReadonlyMap<string, Municipality>
  rules: readonly Rule[]
  /** By area and driver, joined by a space. */
  areaDrivers: ReadonlyMap<string, AreaDriver>
  potentials: readonly Potential[]
  /** By test and place. */
  checklistItems: readonly ChecklistItem[]
  /** Shipped before local, so that of two for the same thing the local one counts. */
  factors: readonly Factor[]
  /** Newest first. */
  exchangeRates: readonly ExchangeRate[]
  /** Sorted by material, kind and target. */
  compatibility: readonly Compatibility[]
}

export type { ClosureStep, Compatibility }
export { readCatalogue } from './read-catalogue.ts'
export {
  ancestorsOf,
  childrenOf,
  disposalRouteOf,
  factorOf,
  gelPerUnit,
  isKindOf,
  newestRate,
  namesOf,
  sourcesOf,
  suitabilityOf,
  targetsOf,
  usesAlong,
  worthOf,
} from './lookups.ts'
