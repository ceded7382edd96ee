import type { ClosureStep, Conversion } from './paths.ts'
import { CLOSURE_WEIGHTS, type Maturity } from './weights.ts'

/** The rows of the catalogue that the closure is made of. */
export interface CatalogueGraph {
  materials: readonly { id: string; parent: string | null }[]
  uses: readonly { id: string; parent: string | null }[]
  processes: readonly { id: string; feedstockUse: string }[]
  suitabilities: readonly { material: string; use: string; weight: number }[]
  pathways: readonly GraphPathway[]
}

/** A conversion of a material by a process; at least one of `product` and `use` says what for. */
export interface GraphPathway extends Conversion {
  id: string
  material: string
  process: string
  rCode: string
  product: string | null
  use: string | null
  maturity: Maturity
  /** GEL per tonne of input. */
  costPerTonne: number | null
}

/** Steps from one material to one place next to it. */
export interface Leg {
  to: string
  steps: ClosureStep[]
  conversion?: Conversion
}

/** Where a material leads without another conversion behind it. */
export interface Ways {
  /** Roles it serves as it is, or that its taker converts it for. */
  uses: Leg[]
  /** Roles it serves once somebody has converted it. */
  convertedUses: Leg[]
  /** What somebody can make of it. */
  products: Leg[]
}

interface Holder {
  id: string
  /** `is_a` steps that lead here. */
  steps: ClosureStep[]
}

/** The catalogue indexed for the search. */
export class Graph {
  readonly #parents: Map<string, string>
  readonly #children: Map<string, string[]>
  readonly #wideRoots: Set<string>
  readonly #feedstockUses: Map<string, string>
  readonly #suitabilities: Map<string, CatalogueGraph['suitabilities'][number][]>
  readonly #pathways: Map<string, GraphPathway[]>

  constructor(rows: CatalogueGraph) {
    const known = new Set(rows.materials.map(({ id }) => id))
    const below = rows.materials.filter(({ parent }) => parent !== null && known.has(parent))
    this.#parents = new Map(below.map(({ id, parent }) => [id, parent as string]))
    this.#children = new Map(
      [...Map.groupBy(below, ({ parent }) => parent as string)].map(([id, rows]) => [
        id,
        rows.map((row) => row.id),
      ]),
    )
    const roots = rows.materials.filter(({ id }) => !this.#parents.has(id)).map(({ id }) => id)
    this.#wideRoots = new Set(roots.filter((id) => this.#sizeOf(id) > CLOSURE_WEIGHTS.kindsOfWideRoot))
    this.#feedstockUses = new Map(rows.processes.map(({ id, feedstockUse }) => [id, feedstockUse]))
    this.#suitabilities = Map.groupBy(rows.suitabilities, ({ material }) => material)
    this.#pathways = Map.groupBy(rows.pathways, ({ material }) => material)
  }

  /** The groups above a material as places to arrive at. */
  groupsAbove(material: string): Leg[] {
    return this.#lineage(material)
      .slice(1)
      .map(({ id, steps }) => ({
        to: id,
        steps: this.#wideRoots.has(id)
          ? [...steps.slice(0, -1), step('is_a', 'material', id, CLOSURE_WEIGHTS.isAWideRoot)]
          : steps,
      }))
  }

  /** What lies below a group, as deep as the score allows. */
  kindsBelow(material: string, steps: ClosureStep[] = []): Leg[] {
    if (CLOSURE_WEIGHTS.partOfGroup ** (steps.length + 1) < CLOSURE_WEIGHTS.leastScore) return []
    return (this.#children.get(material) ?? []).flatMap((id) => {
      const leg = {
        to: id,
        steps: [...steps, step('part_of_group', 'material', id, CLOSURE_WEIGHTS.partOfGroup)],
      }
      return [leg, ...this.kindsBelow(id, leg.steps)]
    })
  }

  /** Ways out of a material, those of its groups included; what is stated on the nearest holds for a role. */
  waysWithGroups(material: string): Ways {
    return this.#waysOf(this.#lineage(material))
  }

  /** Ways out of a material that are stated on itself. */
  ownWays(material: string): Ways {
    return this.#waysOf([{ id: material, steps: [] }])
  }

  /** A group and everything below it. */
  #sizeOf(group: string): number {
    return (this.#children.get(group) ?? []).reduce((sum, child) => sum + this.#sizeOf(child), 1)
  }

  /** The material, then the groups above it. */
  #lineage(material: string): Holder[] {
    const lineage: Holder[] = [{ id: material, steps: [] }]
    const passed = new Set([material])
    for (let next = this.#parents.get(material); next && !passed.has(next); next = this.#parents.get(next)) {
      passed.add(next)
      const before = lineage.at(-1)?.steps ?? []
      lineage.push({ id: next, steps: [...before, step('is_a', 'material', next, CLOSURE_WEIGHTS.isA)] })
    }
    return lineage
  }

  #waysOf(holders: Holder[]): Ways {
    const ways: Ways = { uses: [], convertedUses: [], products: [] }
    const stated = new Set<string>()
    for (const { id, steps } of holders) {
      const nearer = new Set(stated)
      for (const { use, weight } of this.#suitabilities.get(id) ?? []) {
        stated.add(use)
        if (!nearer.has(use))
          ways.uses.push({
            to: use,
            steps: [...steps, { ...step('suitable_for', 'use', use, weight), suitability: true }],
          })
      }
      for (const pathway of this.#pathways.get(id) ?? []) this.#addPathway(ways, steps, pathway, nearer)
    }
    return ways
  }

  #addPathway(ways: Ways, before: ClosureStep[], pathway: GraphPathway, stated: Set<string>): void {
    const { product, use, maturity } = pathway
    const sureness = CLOSURE_WEIGHTS.maturity[maturity]
    const by = { pathway: pathway.id, process: pathway.process, rCode: pathway.rCode }
    const feedstockUse = this.#feedstockUses.get(pathway.process)
    if (feedstockUse && !stated.has(feedstockUse)) {
      const weight = sureness * CLOSURE_WEIGHTS.takerConverts
      const taken = { ...step('suitable_for', 'use', feedstockUse, weight), ...by }
      ways.uses.push({ to: feedstockUse, steps: [...before, taken] })
    }
    const converted = (toKind: ClosureStep['toKind'], to: string) => ({
      to,
      steps: [...before, { ...step('pathway', toKind, to, sureness * CLOSURE_WEIGHTS.conversion), ...by }],
      conversion: pathway,
    })
    if (product) ways.products.push(converted('material', product))
    if (use) ways.convertedUses.push(converted('use', use))
  }
}

const step = (
  relation: ClosureStep['relation'],
  toKind: ClosureStep['toKind'],
  to: string,
  weight: number,
): ClosureStep => ({ relation, toKind, to, weight })
