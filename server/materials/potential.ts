import type { AreaDriver, BothNames, Catalogue } from './catalogue.ts'

/** What could arise in an area, inferred from a published figure; never an offer of anybody. */
export interface InferredPotential {
  id: string
  material: string
  names: BothNames
  wasteCodes: string[]
  /** Whether the figure is one of the municipality or of its whole region, which is not broken down. */
  scope: 'municipality' | 'region'
  driver: {
    id: string
    /** Null: no figure is published. */
    value: number | null
    unit: string
    year: number | null
    source: string | null
    sourceUrl: string | null
  }
  /** Tonnes a year for each unit of the driver. */
  factor: { low: number; central: number; high: number; estimate: boolean } | null
  /** Tonnes a year: driver × factor; null when it is not estimable. */
  tonnes: { low: number; central: number; high: number } | null
  notEstimable: 'no_figure_published' | 'no_factor_known' | null
  /** Where the factor comes from, or why there is none. */
  factorSource: string
  factorSourceUrl: string | null
  months: number[]
  sector: string | null
  note: BothNames | null
}

/**
 * What could be on offer in a municipality, from published drivers only: tonnes = driver × factor, low, central and high.
 * A figure that exists for the region only is shown for the region, since nothing published says how it is spread.
 * @returns null when there is no such municipality
 */
export function potentialOf(catalogue: Catalogue, municipality: string): InferredPotential[] | null {
  const area = catalogue.municipalities.get(municipality)
  if (!area) return null
  return catalogue.potentials
    .filter(({ retired }) => !retired)
    .map((potential) => {
      const own = driverOf(catalogue, area.id, potential.driver)
      const ofRegion = driverOf(catalogue, area.region, potential.driver)
      const driver = own ?? ofRegion ?? null
      const { factor } = potential
      const material = catalogue.materials.get(potential.material)
      return {
        id: potential.id,
        material: potential.material,
        names: material?.names ?? { en: potential.material, ka: potential.material },
        wasteCodes: material?.wasteCodes ?? [],
        scope: own || !(ofRegion || isRegional(catalogue, potential.driver)) ? 'municipality' : 'region',
        driver: {
          id: potential.driver,
          value: driver?.value ?? null,
          unit: potential.driverUnit,
          year: driver?.year ?? null,
          source: driver?.source ?? null,
          sourceUrl: driver?.sourceUrl ?? null,
        },
        factor: factor && { ...factor, estimate: potential.estimate },
        tonnes:
          driver && factor
            ? {
                low: driver.value * factor.low,
                central: driver.value * factor.central,
                high: driver.value * factor.high,
              }
            : null,
        notEstimable: !driver ? 'no_figure_published' : !factor ? 'no_factor_known' : null,
        factorSource: potential.source,
        factorSourceUrl: potential.sourceUrl,
        months: potential.months,
        sector: potential.sector,
        note: potential.note,
      } satisfies InferredPotential
    })
    .sort(byAmount)
}

const driverOf = (catalogue: Catalogue, area: string, driver: string): AreaDriver | undefined => {
  const found = catalogue.areaDrivers.get(`${area} ${driver}`)
  return found?.retired ? undefined : found
}

/** Whether a figure is published for regions; then its absence says that there is none of it there. */
const isRegional = (catalogue: Catalogue, driver: string): boolean =>
  [...catalogue.regions.keys()].some((region) => driverOf(catalogue, region, driver) !== undefined)

/** What can be estimated first, the municipality's own before the region's, the most first. */
const byAmount = (a: InferredPotential, b: InferredPotential): number =>
  Number(a.tonnes === null) - Number(b.tonnes === null) ||
  (a.scope === b.scope ? 0 : a.scope === 'municipality' ? -1 : 1) ||
  (b.tonnes?.central ?? 0) - (a.tonnes?.central ?? 0) ||
  (a.id < b.id ? -1 : 1)
