import type { Material } from '../materials/catalogue.ts'
import type { Draft } from './schema.ts'

/** What a mass needs to know of a material. */
type DensityRow = Pick<Material, 'parent' | 'bulkDensityKgM3'>

/** A declared amount as tonnes a year (or once), and the density it was derived with; null where it cannot be derived. */
export interface Mass {
  massTonnes: number | null
  densityKgM3: number | null
}

const MONTHS_A_YEAR = 12
const KG_PER_TONNE = 1000
const LITRES_PER_M3 = 1000

/**
 * Tonnes a year, or once, of what a listing declares. A monthly amount flows in the months that are named, or in all twelve.
 * Volumes go by bulk density as delivered; pieces, energy and what is no material have no mass.
 */
export function massOf(draft: Draft, materials: ReadonlyMap<string, DensityRow>): Mass {
  const { amount, unit, period, months } = draft
  if (amount === undefined || unit === undefined || !hasMass(draft))
    return { massTonnes: null, densityKgM3: null }
  const times = period === 'month' ? (months?.length ?? MONTHS_A_YEAR) : 1
  if (unit === 't') return { massTonnes: amount * times, densityKgM3: null }
  if (unit === 'kg') return { massTonnes: (amount * times) / KG_PER_TONNE, densityKgM3: null }
  if (unit !== 'm3' && unit !== 'l') return { massTonnes: null, densityKgM3: null }
  const densityKgM3 = mixtureDensityKgM3(draft, materials)
  if (densityKgM3 === null) return { massTonnes: null, densityKgM3: null }
  const volumeM3 = unit === 'm3' ? amount : amount / LITRES_PER_M3
  return { massTonnes: (volumeM3 * densityKgM3 * times) / KG_PER_TONNE, densityKgM3 }
}

const hasMass = ({ resourceKind = 'material' }: Draft) =>
  resourceKind === 'material' || resourceKind === 'water'

/** Bulk density of a material, or of the nearest kind above it that has one. */
export function densityKgM3Of(id: string, materials: ReadonlyMap<string, DensityRow>): number | null {
  for (let row = materials.get(id); row; row = row.parent === null ? undefined : materials.get(row.parent))
    if (row.bulkDensityKgM3 !== null) return row.bulkDensityKgM3
  return null
}

/**
 * An offer's shares are of its mass, so volumes add up: 1/ρ = Σ share/ρ over Σ share. A need takes any one of what it
 * accepts: the one that suits it best counts.
 */
function mixtureDensityKgM3(draft: Draft, materials: ReadonlyMap<string, DensityRow>): number | null {
  const known = draft.targets
    .filter(({ kind }) => kind === 'material')
    .map(({ id, factor = 1 }) => ({ factor, density: densityKgM3Of(id, materials) }))
  if (draft.kind === 'need')
    return (
      known.toSorted((a, b) => b.factor - a.factor).find(({ density }) => density !== null)?.density ?? null
    )
  let share = 0
  let volume = 0
  for (const { factor, density } of known) {
    if (density === null) return null
    share += factor
    volume += factor / density
  }
  return volume > 0 ? share / volume : null
}
