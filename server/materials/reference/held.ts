import type { BothNames, Catalogue } from '../catalogue.ts'
import { compatibilityClosure } from '../closure.ts'
import { CatalogueInvalid } from '../problem.ts'
import { validate } from '../validate.ts'
import { readReference, REFERENCE_FOLDER } from './read.ts'
import { typedReference, type Reference } from './rows.ts'
import { sectorRows } from './sectors.ts'
import { referenceVersion } from './version.ts'

/** What may be taken out of the catalogue before its closure is built, to measure what it is worth. */
export interface Left {
  pathways: boolean
  synonyms: boolean
  profiles: boolean
}

/**
 * The shipped catalogue straight from its files, for commands that measure and need no database. It has what texts are
 * understood and materials compared by; areas, rules, factors and money are left empty.
 * @throws CatalogueInvalid when the files have problems
 */
export function heldReference(folder = REFERENCE_FOLDER): Reference {
  const raw = readReference(folder)
  const problems = validate(raw)
  if (problems.length > 0) throw new CatalogueInvalid(problems)
  return typedReference(raw)
}

/** The catalogue that a reference makes, with its closure; `left` says which parts to leave in. */
export function catalogueOf(
  reference: Reference,
  left: Left = { pathways: true, synonyms: true, profiles: true },
): Catalogue {
  const pathways = left.pathways ? reference.pathways.map(pathwayOf) : []
  const synonyms = ({ synonyms_en, synonyms_ka }: { synonyms_en: string[]; synonyms_ka: string[] }) =>
    left.synonyms ? { en: synonyms_en, ka: synonyms_ka } : { en: [], ka: [] }
  const materials = reference.materials.map((row) => ({
    ...lasting(row),
    id: row.id,
    parent: row.parent,
    names: both(row),
    synonyms: synonyms(row),
    state: row.state,
    bulkDensityKgM3: row.bulk_density_kg_m3,
    densitySource: row.density_source,
    wasteCodes: row.waste_codes,
    stream: row.stream,
  }))
  const uses = reference.uses.map((row) => ({
    ...lasting(row),
    id: row.id,
    parent: row.parent,
    names: both(row),
    synonyms: synonyms(row),
    operations: row.operations,
  }))
  const processes = reference.processes.map((row) => ({
    ...lasting(row),
    id: row.id,
    names: both(row),
    rCode: row.r_code,
    feedstockUse: row.feedstock_use,
  }))
  const suitabilities = reference.suitabilities.map((row) => ({
    ...lasting(row),
    material: row.material,
    use: row.use,
    weight: row.weight,
    conditions: conditionsOf(row),
  }))
  const wasteCodes = [
    ...reference.wasteChapters.map((row) => ({
      ...lasting(row),
      code: row.code,
      parent: row.parent,
      hazardous: false,
      entryType: null,
      names: both(row),
    })),
    ...reference.wasteCodes.map((row) => ({
      ...lasting(row),
      code: row.code,
      parent: row.code.slice(0, 4),
      hazardous: row.hazardous,
      entryType: row.entry_type,
      names: both(row),
    })),
  ]
  const sectors = sectorRows(reference.sectors, reference.formerSectors).map(
    ({ nameEn, nameKa, retiredAt, ...row }) => ({
      ...lasting(row),
      ...row,
      retired: retiredAt !== null,
      names: { en: nameEn, ka: nameKa },
    }),
  )
  const branches = (left.profiles ? reference.branches : []).map((row) => ({
    ...lasting(row),
    id: row.id,
    nace: row.nace,
    names: both(row),
    synonyms: { en: row.synonyms_en, ka: row.synonyms_ka },
  }))
  const sectorProfiles = (left.profiles ? reference.sectorProfiles : []).map((row) => ({
    ...lasting(row),
    sector: row.sector,
    direction: row.direction,
    targetKind: row.kind,
    target: row.target,
    wasteCodes: row.waste_codes,
    weight: row.weight,
    months: row.months,
    amount: null,
    sourceUrl: row.source_url,
  }))
  return {
    version: referenceVersion(),
    branches: byId(branches),
    sectorProfiles,
    materials: byId(materials),
    uses: byId(uses),
    processes: byId(processes),
    pathways: byId(pathways),
    suitabilities,
    wasteCodes: byCode(wasteCodes),
    sectors: byCode(sectors),
    operations: new Map(),
    regions: new Map(),
    municipalities: new Map(),
    areaDrivers: new Map(),
    potentials: [],
    checklistItems: [],
    rules: [],
    factors: [],
    exchangeRates: [],
    compatibility: compatibilityClosure({ materials, uses, processes, suitabilities, pathways }),
  }
}

function pathwayOf(row: Reference['pathways'][number]) {
  return {
    ...lasting(row),
    id: row.id,
    material: row.material,
    process: row.process,
    rCode: row.r_code,
    product: row.product,
    use: row.use,
    yieldTonnesPerTonne: row.yield_t_per_t,
    conditions: conditionsOf(row),
    maturity: row.maturity,
    costPerTonne: row.cost_per_tonne,
    costCurrency: row.cost_currency,
    costYear: row.cost_year,
    sourceUrl: row.source_url,
    sourceYear: row.source_year,
  }
}

const lasting = (row: { source: string; source_status?: 'seen' | 'unverified' }) => ({
  source: row.source,
  sourceStatus: row.source_status ?? ('unverified' as const),
  retired: false,
  replacedBy: null,
})

const both = (row: { name_en: string; name_ka: string }): BothNames => ({ en: row.name_en, ka: row.name_ka })

const conditionsOf = (row: { conditions_en: string | null; conditions_ka: string | null }) =>
  row.conditions_en !== null && row.conditions_ka !== null
    ? { en: row.conditions_en, ka: row.conditions_ka }
    : null

const byId = <T extends { id: string }>(rows: T[]) => new Map(rows.map((row) => [row.id, row]))
const byCode = <T extends { code: string }>(rows: T[]) => new Map(rows.map((row) => [row.code, row]))
