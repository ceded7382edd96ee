import { Refusal } from '../../refusals.ts'
import type { Catalogue, Material, Pathway } from '../catalogue.ts'
import { ancestorsOf, childrenOf, isKindOf, namesOf } from '../lookups.ts'
import type { MaterialResponse } from './schema.ts'

type Node = MaterialResponse['groups'][number]

/** Everything that the engine knows around a material. Refuses `not_found` for one that nobody knows. */
export function materialView(catalogue: Catalogue, id: string): MaterialResponse {
  const material = catalogue.materials.get(id)
  if (!material) throw new Refusal('not_found')
  const lineage = [id, ...ancestorsOf(catalogue, 'material', id)]
  const pathways = [...catalogue.pathways.values()].filter(({ retired }) => !retired)
  const { names, synonyms, stream, state, bulkDensityKgM3, densitySource, source, sourceStatus } = material
  const known = { names, synonyms, stream, state, bulkDensityKgM3, densitySource, source, sourceStatus }
  return {
    id,
    ...known,
    wasteCodes: material.wasteCodes.flatMap((code) => {
      const row = catalogue.wasteCodes.get(code)
      return row ? [{ code, names: row.names, hazardous: row.hazardous }] : []
    }),
    groups: lineage.slice(1).map((group) => nodeOf(catalogue, 'material', group)),
    kinds: childrenOf(catalogue, 'material', id)
      .filter((kind) => !catalogue.materials.get(kind)?.retired)
      .map((kind) => nodeOf(catalogue, 'material', kind)),
    suitabilities: suitabilitiesOf(catalogue, lineage),
    conversions: pathways
      .filter(({ material: from }) => lineage.includes(from))
      .sort((a, b) => lineage.indexOf(a.material) - lineage.indexOf(b.material))
      .map((pathway) => pathwayOf(catalogue, pathway)),
    sources: pathways
      .filter(({ product }) => product !== null && isKindOf(catalogue, 'material', product, id))
      .map((pathway) => pathwayOf(catalogue, pathway)),
    sectors: sectorsOf(catalogue, id),
    factors: catalogue.factors
      .filter((factor) => !factor.retired && factor.material !== null && lineage.includes(factor.material))
      .map(({ id, kind, route, value, unit, year, estimate, source, sourceUrl }) => {
        return { id, kind, route, value, unit, year, estimate, source, sourceUrl }
      }),
    rules: rulesOf(catalogue, material, lineage),
  }
}

/** Stated on the nearest holds for a role, so that a kind may differ from its group. */
function suitabilitiesOf(
  catalogue: Catalogue,
  lineage: readonly string[],
): MaterialResponse['suitabilities'] {
  const stated = new Map<string, MaterialResponse['suitabilities'][number]>()
  for (const holder of lineage)
    for (const row of catalogue.suitabilities)
      if (row.material === holder && !row.retired && !stated.has(row.use))
        stated.set(row.use, {
          stated: nodeOf(catalogue, 'material', holder),
          use: nodeOf(catalogue, 'use', row.use),
          weight: row.weight,
          conditions: row.conditions,
          source: row.source,
          sourceUrl: null,
          sourceStatus: row.sourceStatus,
        })
  return [...stated.values()].sort((a, b) => b.weight - a.weight || (a.use.id < b.use.id ? -1 : 1))
}

function pathwayOf(catalogue: Catalogue, pathway: Pathway): MaterialResponse['conversions'][number] {
  const { id, material, process, rCode, product, use, yieldTonnesPerTonne, maturity } = pathway
  const names = catalogue.processes.get(process)?.names ?? { en: process, ka: process }
  return {
    id,
    from: nodeOf(catalogue, 'material', material),
    process: { id: process, names },
    rCode,
    product: product === null ? null : nodeOf(catalogue, 'material', product),
    use: use === null ? null : nodeOf(catalogue, 'use', use),
    yieldTonnesPerTonne,
    maturity,
    conditions: pathway.conditions,
    source: pathway.source,
    sourceUrl: pathway.sourceUrl,
    sourceStatus: pathway.sourceStatus,
  }
}

function sectorsOf(catalogue: Catalogue, material: string): MaterialResponse['sectors'] {
  return catalogue.sectorProfiles
    .filter((row) => !row.retired && row.targetKind === 'material' && row.target === material)
    .map(({ sector, direction, weight, sourceStatus }) => ({
      sector,
      names: catalogue.branches.get(sector)?.names ??
        catalogue.sectors.get(sector)?.names ?? { en: sector, ka: null },
      direction,
      weight,
      sourceStatus,
    }))
    .sort((a, b) => b.weight - a.weight || (a.sector < b.sector ? -1 : 1))
}

/** Rules that speak of the material, a group above it or one of its codes. */
const rulesOf = (catalogue: Catalogue, { wasteCodes }: Material, lineage: readonly string[]) =>
  catalogue.rules
    .filter(
      (rule) =>
        !rule.retired &&
        (rule.materials.some((id) => lineage.includes(id)) ||
          rule.wasteCodes.some((code) => wasteCodes.includes(code))),
    )
    .map(({ id, effect, names, citations, sourceUrl, status }) => ({
      id,
      effect,
      names,
      citations,
      sourceUrl,
      status,
    }))

const nodeOf = (catalogue: Catalogue, kind: Node['kind'], id: string): Node => ({
  kind,
  id,
  names: namesOf(catalogue, kind, id),
})
