import type { BothNames, Catalogue, Factor, Suitability } from './catalogue.ts'
import type { Compatibility } from './closure.ts'

/** Names of a material or use; its id in both languages when the catalogue does not know it. */
export function namesOf(catalogue: Catalogue, kind: 'material' | 'use', id: string): BothNames {
  return (kind === 'material' ? catalogue.materials : catalogue.uses).get(id)?.names ?? { en: id, ka: id }
}

/** The groups above a material or use, nearest first, without itself. */
export function ancestorsOf(catalogue: Catalogue, kind: 'material' | 'use', id: string): string[] {
  const tree = kind === 'material' ? catalogue.materials : catalogue.uses
  const above: string[] = []
  for (let next = tree.get(id)?.parent; next && !above.includes(next); next = tree.get(next)?.parent)
    above.push(next)
  return above
}

/** Direct children of a material or use. */
export function childrenOf(catalogue: Catalogue, kind: 'material' | 'use', id: string): string[] {
  const tree = kind === 'material' ? catalogue.materials : catalogue.uses
  return [...tree.values()].filter(({ parent }) => parent === id).map((row) => row.id)
}

/** True for the material or use itself and for every kind of it. */
export function isKindOf(catalogue: Catalogue, kind: 'material' | 'use', id: string, group: string): boolean {
  return id === group || ancestorsOf(catalogue, kind, id).includes(group)
}

/** What an offered material can serve, itself included. */
export function targetsOf(catalogue: Catalogue, material: string): readonly Compatibility[] {
  return indexOf(catalogue).byMaterial.get(material) ?? []
}

/** Materials that can serve a wanted material or use. */
export function sourcesOf(
  catalogue: Catalogue,
  kind: 'material' | 'use',
  target: string,
): readonly Compatibility[] {
  return indexOf(catalogue).byTarget.get(`${kind} ${target}`) ?? []
}

/** Every use that a path touches, with the wider ones above it: roles on the way, the wanted one, and what its conversions take their input for. */
export function usesAlong(catalogue: Catalogue, { path }: Pick<Compatibility, 'path'>): string[] {
  const touched = path.flatMap(({ toKind, to, process }) => [
    ...(toKind === 'use' ? [to] : []),
    ...(process ? [catalogue.processes.get(process)?.feedstockUse ?? []].flat() : []),
  ])
  return [...new Set(touched.flatMap((use) => [use, ...ancestorsOf(catalogue, 'use', use)]))]
}

/** The row that says so when a path's step rests on a suitability. */
export function suitabilityOf(catalogue: Catalogue, material: string, use: string): Suitability | undefined {
  return indexOf(catalogue).suitabilities.get(`${material} ${use}`)
}

/** The factor of a kind for a material, its own or that of the nearest group above; with a route where the kind has routes. */
export function factorOf(
  catalogue: Catalogue,
  kind: Factor['kind'],
  material: string | null,
  route: string | null = null,
): Factor | undefined {
  const lineage = material === null ? [null] : [material, ...ancestorsOf(catalogue, 'material', material)]
  for (const holder of lineage) {
    const factor = indexOf(catalogue).factors.get(`${kind} ${holder ?? ''} ${route ?? ''}`)
    if (factor) return factor
  }
  return undefined
}

const DISPOSAL_ROUTES: Record<string, string> = {
  D1: 'landfill',
  D5: 'landfill',
  D10: 'incineration',
  R1: 'incineration',
}

/** Which of the catalogue's disposal factors belongs to an operation that a listing names as its present route. */
export const disposalRouteOf = (operation: string | null): string | undefined =>
  operation === null ? undefined : DISPOSAL_ROUTES[operation]

/** Order of magnitude of what a tonne is worth to both sides together, GEL per tonne; the scale of the distance criterion. */
export function worthOf(catalogue: Catalogue, material: string): number | undefined {
  return factorOf(catalogue, 'worth', material)?.value
}

/** The newest rate of a currency; undefined for one without. */
export const newestRate = <T extends { currency: string; day: string }>(
  rates: readonly T[],
  currency: string,
): T | undefined =>
  rates
    .filter((rate) => rate.currency === currency)
    .reduce<T | undefined>((a, b) => (a && a.day >= b.day ? a : b), undefined)

/** GEL for one unit of a currency by the newest rate; null for a currency without one. */
export const gelPerUnit = (
  rates: readonly { currency: string; gelPerUnit: number; day: string }[],
  currency: string,
): number | null => (currency === 'GEL' ? 1 : (newestRate(rates, currency)?.gelPerUnit ?? null))

interface Index {
  byMaterial: Map<string, Compatibility[]>
  byTarget: Map<string, Compatibility[]>
  suitabilities: Map<string, Suitability>
  factors: Map<string, Factor>
}

const indexes = new WeakMap<Catalogue, Index>()

/** Built on first use and kept as long as the catalogue is. */
function indexOf(catalogue: Catalogue): Index {
  const known = indexes.get(catalogue)
  if (known) return known
  const { compatibility, suitabilities, factors } = catalogue
  const index: Index = {
    byMaterial: Map.groupBy(compatibility, ({ material }) => material),
    byTarget: Map.groupBy(compatibility, ({ targetKind, target }) => `${targetKind} ${target}`),
    suitabilities: new Map(suitabilities.map((row) => [`${row.material} ${row.use}`, row])),
    factors: new Map(
      factors
        .filter(({ retired }) => !retired)
        .map((row) => [`${row.kind} ${row.material ?? ''} ${row.route ?? ''}`, row]),
    ),
  }
  indexes.set(catalogue, index)
  return index
}
