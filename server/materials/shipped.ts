import type { InferInsertModel } from 'drizzle-orm'
import type * as schema from '../../db/schema/index.ts'
import { sectorRows } from './reference/sectors.ts'
import type { Reference } from './reference/rows.ts'

type Insert<T extends keyof typeof schema> = InferInsertModel<(typeof schema)[T]>[]

/** The rows of one shipped catalogue as the tables take them. */
export interface ShippedRows {
  catalogue: {
    [
      T in
        | 'wasteCode'
        | 'operation'
        | 'hazardProperty'
        | 'sector'
        | 'branch'
        | 'use'
        | 'process'
        | 'material'
        | 'suitability'
        | 'pathway'
        | 'sectorProfile'
        | 'areaDriver'
        | 'potential'
        | 'checklistItem'
        | 'rule'
        | 'factor'
    ]: Insert<T>
  }
  areas: { region: Insert<'region'>; municipality: Insert<'municipality'> }
  exchangeRate: Insert<'exchangeRate'>
}

type Named = { name_en: string; name_ka: string; source: string }
const named = (row: Named) => ({ nameEn: row.name_en, nameKa: row.name_ka, source: row.source })

type Conditioned = { conditions_en: string | null; conditions_ka: string | null }
const conditions = (row: Conditioned) => ({
  conditionsEn: row.conditions_en,
  conditionsKa: row.conditions_ka,
})

type Synonymous = { synonyms_en: string[]; synonyms_ka: string[] }
const synonyms = (row: Synonymous) => ({ synonymsEn: row.synonyms_en, synonymsKa: row.synonyms_ka })

/** Turns the shipped files into rows of the tables. */
export function shippedRows(reference: Reference): ShippedRows {
  return {
    catalogue: {
      wasteCode: [
        ...reference.wasteChapters.map((row) => ({
          ...row,
          ...named(row),
          hazardous: false,
          entryType: null,
        })),
        ...reference.wasteCodes.map((row) => ({
          ...row,
          ...named(row),
          parent: row.code.slice(0, 4),
          entryType: row.entry_type,
        })),
      ],
      operation: reference.operations.map((row) => ({ ...row, ...named(row) })),
      hazardProperty: reference.hazardProperties.map((row) => ({
        ...named(row),
        code: row.code,
        descriptionEn: row.description_en,
        descriptionKa: row.description_ka,
      })),
      sector: sectorRows(reference.sectors, reference.formerSectors),
      branch: reference.branches.map((row) => ({
        ...named(row),
        ...synonyms(row),
        id: row.id,
        nace: row.nace,
      })),
      use: reference.uses.map((row) => ({ ...row, ...named(row), ...synonyms(row) })),
      process: reference.processes.map((row) => ({
        ...row,
        ...named(row),
        rCode: row.r_code,
        feedstockUse: row.feedstock_use,
      })),
      material: reference.materials.map((row) => ({
        ...row,
        ...named(row),
        ...synonyms(row),
        bulkDensityKgM3: row.bulk_density_kg_m3,
        densitySource: row.density_source,
        wasteCodes: row.waste_codes,
        sourceStatus: row.source_status,
      })),
      suitability: reference.suitabilities.map((row) => ({
        ...row,
        ...conditions(row),
        sourceStatus: row.source_status,
      })),
      pathway: reference.pathways.map((row) => ({
        ...row,
        ...conditions(row),
        rCode: row.r_code,
        yieldTonnesPerTonne: row.yield_t_per_t,
        costPerTonne: row.cost_per_tonne === null ? null : String(row.cost_per_tonne),
        costCurrency: row.cost_currency,
        costYear: row.cost_year,
        sourceUrl: row.source_url,
        sourceYear: row.source_year,
        sourceStatus: row.source_status,
      })),
      sectorProfile: reference.sectorProfiles.map((row) => ({
        sector: row.sector,
        direction: row.direction,
        targetKind: row.kind,
        target: row.target,
        wasteCodes: row.waste_codes,
        weight: row.weight,
        months: row.months,
        amountLow: row.amount_low,
        amountCentral: row.amount_central,
        amountHigh: row.amount_high,
        amountUnit: row.amount_unit,
        amountSource: row.amount_source,
        source: row.source,
        sourceUrl: row.source_url,
        sourceStatus: row.source_status,
      })),
      areaDriver: reference.areaDrivers.map((row) => ({
        ...row,
        sourceUrl: row.source_url,
        sourceStatus: row.source_status,
      })),
      potential: reference.potentials.map((row) => ({
        ...row,
        driverUnit: row.driver_unit,
        factorLow: row.factor_low,
        factorCentral: row.factor_central,
        factorHigh: row.factor_high,
        estimate: row.estimate === 'true',
        noteEn: row.note_en,
        noteKa: row.note_ka,
        sourceUrl: row.source_url,
        sourceStatus: row.source_status,
      })),
      checklistItem: reference.checklistItems.map((row) => ({
        ...row,
        questionEn: row.question_en,
        questionKa: row.question_ka,
        hintEn: row.hint_en,
        hintKa: row.hint_ka,
        sourceUrl: row.source_url,
        sourceStatus: row.source_status,
      })),
      rule: reference.rules.map((row) => ({
        ...row,
        ...named(row),
        wasteCodes: row.waste_codes,
        aboveTonnes: row.above_tonnes,
        citationEn: row.citation_en,
        citationKa: row.citation_ka,
        sourceUrl: row.source_url,
        validFrom: row.valid_from,
        validUntil: row.valid_until,
        sourceStatus: row.status === 'verified' ? ('seen' as const) : ('unverified' as const),
      })),
      factor: reference.factors.map((row) => ({ ...row, sourceUrl: row.source_url })),
    },
    areas: {
      region: reference.regions.map((row) => ({ ...row, ...named(row), iso31662: row.iso_3166_2 })),
      municipality: reference.municipalities.map((row) => ({
        ...row,
        regionId: row.region,
        nameEn: row.name_en,
        nameKa: row.name_ka,
        seatEn: row.seat_en,
        seatKa: row.seat_ka,
        seat: `SRID=4326;POINT(${row.lon} ${row.lat})`,
        populationYear: row.population_year,
        areaKm2: row.area_km2,
        source: [row.coordinates_source, row.population_source].filter(Boolean).join('; '),
      })),
    },
    exchangeRate: reference.exchangeRates.map((row) => ({
      day: row.date,
      currency: row.currency,
      gelPerUnit: String(row.gel_per_unit),
      estimate: row.estimate,
      source: row.source,
    })),
  }
}
