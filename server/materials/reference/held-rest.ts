import type { Catalogue } from '../catalogue.ts'
import type { Reference } from './rows.ts'

type Rest = Pick<Catalogue, 'regions' | 'municipalities' | 'rules' | 'factors' | 'exchangeRates'>

/** What ranking needs of a reference beside what materials are compared by: places, rules, factors and rates, without a database. */
export function restOf(reference: Reference): Rest {
  return {
    regions: new Map(reference.regions.map((row) => [row.id, { id: row.id, names: both(row) }])),
    municipalities: new Map(
      reference.municipalities.map((row) => [
        row.id,
        {
          id: row.id,
          region: row.region,
          type: row.type,
          names: both(row),
          seatNames: { en: row.seat_en, ka: row.seat_ka },
          lon: row.lon,
          lat: row.lat,
          population: row.population,
          areaKm2: row.area_km2,
        },
      ]),
    ),
    rules: reference.rules.map((row) => ({
      ...shipped(row.source),
      sourceStatus: row.status === 'verified' ? ('seen' as const) : ('unverified' as const),
      id: row.id,
      jurisdiction: row.jurisdiction,
      effect: row.effect,
      materials: row.materials,
      wasteCodes: row.waste_codes,
      uses: row.uses,
      operations: row.operations,
      condition: row.condition,
      aboveTonnes: row.above_tonnes,
      names: both(row),
      citations: { en: row.citation_en, ka: row.citation_ka },
      sourceUrl: row.source_url,
      status: row.status,
      validFrom: row.valid_from,
      validUntil: row.valid_until,
    })),
    factors: reference.factors.map((row) => ({
      ...shipped(row.source),
      ...row,
      sourceUrl: row.source_url,
    })),
    exchangeRates: reference.exchangeRates
      .map((row) => ({
        day: row.date,
        currency: row.currency,
        gelPerUnit: row.gel_per_unit,
        estimate: row.estimate,
        source: row.source,
      }))
      .sort((a, b) => (a.day < b.day ? 1 : -1)),
  }
}

const both = (row: { name_en: string; name_ka: string }) => ({ en: row.name_en, ka: row.name_ka })

const shipped = (source: string) => ({
  source,
  sourceStatus: 'unverified' as const,
  retired: false,
  replacedBy: null,
})
