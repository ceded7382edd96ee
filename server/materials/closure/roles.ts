import type { CatalogueGraph, Ways } from './graph.ts'
import { along, BestPaths, type Path } from './paths.ts'
import { CLOSURE_WEIGHTS } from './weights.ts'

/** The tree of uses, walked while a score lasts. */
export class UseTree {
  readonly #parents: Map<string, string | null>
  readonly #children: Map<string | null, CatalogueGraph['uses'][number][]>

  constructor(rows: CatalogueGraph['uses']) {
    this.#parents = new Map(rows.map(({ id, parent }) => [id, parent]))
    this.#children = Map.groupBy(rows, ({ parent }) => parent)
  }

  /** Whether one of the roles lies below the use. */
  reaches(use: string, roles: ReadonlySet<string>): boolean {
    return (this.#children.get(use) ?? []).some(({ id }) => roles.has(id) || this.reaches(id, roles))
  }

  offerWider(all: BestPaths, use: string, path: Path): void {
    const parent = this.#parents.get(use)
    if (!parent || path.score < all.least) return
    const weight = CLOSURE_WEIGHTS.broaderUse
    const wider = along(path, [{ relation: 'broader_use', toKind: 'use', to: parent, weight }])
    all.offer(parent, wider)
    this.offerWider(all, parent, wider)
  }

  offerNarrower(all: BestPaths, use: string, path: Path): void {
    if (path.score < all.least) return
    const weight = CLOSURE_WEIGHTS.narrowerUse
    for (const { id } of this.#children.get(use) ?? []) {
      const narrower = along(path, [{ relation: 'narrower_use', toKind: 'use', to: id, weight }])
      all.offer(id, narrower)
      this.offerNarrower(all, id, narrower)
    }
  }
}

/** The roles that a material serves, and those around them in the tree. */
export class Roles {
  readonly #tree: UseTree
  readonly #direct = new BestPaths(CLOSURE_WEIGHTS.leastScore)
  /** Those of which it is open which narrower roles they stand for. */
  readonly #open = new BestPaths(CLOSURE_WEIGHTS.leastScore)

  constructor(tree: UseTree) {
    this.#tree = tree
  }

  /** Takes the roles that a material on the path leads to; those that need a conversion only where another one is allowed. */
  offer(ways: Ways, path: Path, mayConvert: boolean): void {
    const stated = new Set([...ways.uses, ...ways.convertedUses].map(({ to }) => to))
    for (const { to, steps, conversion } of mayConvert ? [...ways.uses, ...ways.convertedUses] : ways.uses) {
      const prolonged = along(path, steps, conversion)
      this.#direct.offer(to, prolonged)
      if (!this.#tree.reaches(to, stated)) this.#open.offer(to, prolonged)
    }
  }

  widened(): BestPaths {
    const all = new BestPaths(CLOSURE_WEIGHTS.leastScore)
    for (const [use, path] of this.#direct.byPlace) {
      all.offer(use, path)
      this.#tree.offerWider(all, use, path)
    }
    for (const [use, path] of this.#open.byPlace) this.#tree.offerNarrower(all, use, path)
    return all
  }
}
