import { ROAD, type Road } from '../../contract/road.ts'
import type { Criterion, ResourceKind } from '../../contract/words.ts'

/** One criterion's say in the score: its weight, and what is expected of it while it is unknown. */
export interface Say {
  weight: number
  expectation: number
}

/** Every number that shapes a ranking. Changing one moves ranks: give it a new `version` and a line under "Matching" in the changelog. */
export interface Policy {
  version: string
  /** Currency of every cost and value below and in every finding. */
  currency: 'GEL'
  criteria: Record<Criterion, Say>
  /** A score of at least `met` reads as met, of at least `partial` as partial, else as unmet. */
  outcome: { met: number; partial: number }
  road: Road & {
    /** GEL per tonne and road kilometre. */
    costPerTonneKm: number
    /** kg CO2e per tonne and road kilometre. */
    kgCo2ePerTonneKm: number
  }
  /** km at which, for what is no material, the distance criterion has fallen to 0.37. */
  reachKm: Record<Exclude<ResourceKind, 'material'>, number>
  /** So many times farther than that nobody lays a pipe or sends a lorry, however well the rest fits: such partners are left out. */
  farthestReaches: number
  /** Net gain per tonne (GEL) at which the value criterion reaches one half. */
  valueHalf: number
  /** Saving per tonne (kg CO2e) at which the climate criterion reaches one half. */
  climateHalf: number
  /** A part of a mixture counts share ^ exponent, since somebody has to sort it out. */
  mixtureExponent: number
  regulation: { clear: number; permitRecorded: number; notice: number; permitMissing: number }
  trust: {
    provenance: { verified: number; declared: number; inferred: number }
    /** Parts of a side's trust: provenance of the listing, verified organisation, completed exchanges n / (n + exchangesHalf). */
    parts: { provenance: number; verified: number; exchanges: number }
    exchangesHalf: number
  }
}

export const POLICY: Policy = {
  version: '2026-11-2',
  currency: 'GEL',
  criteria: {
    material: { weight: 0.3, expectation: 0 },
    quality: { weight: 0.1, expectation: 0.5 },
    quantity: { weight: 0.1, expectation: 0.4 },
    timing: { weight: 0.08, expectation: 0.5 },
    distance: { weight: 0.18, expectation: 0 },
    value: { weight: 0.1, expectation: 0.4 },
    climate: { weight: 0.05, expectation: 0.4 },
    regulation: { weight: 0.05, expectation: 0.5 },
    trust: { weight: 0.04, expectation: 0.3 },
  },
  outcome: { met: 0.75, partial: 0.25 },
  road: {
    ...ROAD,
    // CAREC CPMM 2022 for Georgia: 1,485 USD per 500 km and 20 t = 0.1485 USD/t·km, times 2.7 GEL/USD. Corridor trips; local haulage is an estimate from it.
    costPerTonneKm: 0.4,
    // UK DEFRA conversion factors 2025, HGV rigid over 17 t, average laden.
    kgCo2ePerTonneKm: 0.17146,
  },
  // Heat and process water go through pipes, spare capacity and lorries are used within a day's drive, advice travels. Estimates.
  reachKm: { energy: 5, water: 5, capacity: 60, logistics: 80, expertise: 300 },
  farthestReaches: 20,
  valueHalf: 60,
  climateHalf: 300,
  mixtureExponent: 0.5,
  regulation: { clear: 1, permitRecorded: 0.9, notice: 0.6, permitMissing: 0.3 },
  trust: {
    provenance: { verified: 1, declared: 0.6, inferred: 0.3 },
    parts: { provenance: 0.5, verified: 0.3, exchanges: 0.2 },
    exchangesHalf: 3,
  },
}
