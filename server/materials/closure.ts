import { Graph, type CatalogueGraph, type Ways } from './closure/graph.ts'
import { along, BestPaths, HERE, type ClosureStep, type Path } from './closure/paths.ts'
import { Roles, UseTree } from './closure/roles.ts'
import { CLOSURE_WEIGHTS } from './closure/weights.ts'

export type { CatalogueGraph, GraphPathway } from './closure/graph.ts'
export type { ClosureStep } from './closure/paths.ts'

/** How well an offered material serves a wanted material or use, and by which steps. */
export interface Compatibility {
  material: string
  targetKind: 'material' | 'use'
  target: string
  /** 0–1: the weights of the path multiplied. */
  score: number
  /** Tonnes that arrive per tonne offered. */
  yieldTonnesPerTonne: number
  /** GEL per tonne offered for the conversions on the way; 0 without any, null when one is of unknown cost. */
  processingCostPerTonne: number | null
  path: ClosureStep[]
}

/**
 * For every material the best path to every material and use that it can serve with a score of at least 0.15.
 * A path never leads up to a group and down again to another of its kinds, nor from a role down to a narrower one where
 * the catalogue already says which of the narrower ones a material serves. Independent of the order of rows; sorted by
 * material, kind and target.
 */
export function compatibilityClosure(rows: CatalogueGraph): Compatibility[] {
  const graph = new Graph(rows)
  const uses = new UseTree(rows.uses)
  return rows.materials
    .map(({ id }) => id)
    .sort()
    .flatMap((material) => targetsFrom(graph, uses, material))
}

function targetsFrom(graph: Graph, uses: UseTree, material: string): Compatibility[] {
  const materials = new BestPaths(CLOSURE_WEIGHTS.leastScore)
  const roles = new Roles(uses)
  let products = new BestPaths(CLOSURE_WEIGHTS.leastScore)
  const follow = (ways: Ways, path: Path, converted: BestPaths | null) => {
    roles.offer(ways, path, converted !== null)
    for (const leg of ways.products) converted?.offer(leg.to, along(path, leg.steps, leg.conversion))
  }
  materials.offer(material, HERE)
  for (const leg of graph.groupsAbove(material)) materials.offer(leg.to, along(HERE, leg.steps))
  follow(graph.waysWithGroups(material), HERE, products)
  for (const leg of graph.kindsBelow(material)) {
    const path = along(HERE, leg.steps)
    materials.offer(leg.to, path)
    follow(graph.ownWays(leg.to), path, products)
  }
  for (let conversions = 1; conversions <= CLOSURE_WEIGHTS.mostConversions; conversions++) {
    const next = new BestPaths(CLOSURE_WEIGHTS.leastScore)
    for (const [product, path] of products.byPlace) {
      materials.offer(product, path)
      for (const leg of graph.groupsAbove(product)) materials.offer(leg.to, along(path, leg.steps))
      const isLast = conversions === CLOSURE_WEIGHTS.mostConversions
      follow(graph.waysWithGroups(product), path, isLast ? null : next)
    }
    products = next
  }
  return [...entries(material, 'material', materials), ...entries(material, 'use', roles.widened())]
}

function entries(
  material: string,
  targetKind: Compatibility['targetKind'],
  best: BestPaths,
): Compatibility[] {
  return [...best.byPlace]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([target, { steps, ...path }]) => ({ material, targetKind, target, ...path, path: [...steps] }))
}
