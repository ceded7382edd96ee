import type { Catalogue } from '../materials/catalogue.ts'

export const NODE_KINDS = ['material', 'use'] as const
export type NodeKind = (typeof NODE_KINDS)[number]

/** A material or use of the catalogue. */
export interface CatalogueNode {
  kind: NodeKind
  id: string
}

/** Numbers for catalogue nodes, in the order of their ids, so that equal catalogues number alike. The engine knows nodes by number only. */
export class Nodes {
  readonly #keys: Record<NodeKind, Map<string, number>> = { material: new Map(), use: new Map() }
  readonly #nodes: CatalogueNode[] = []

  constructor(catalogue: Pick<Catalogue, 'materials' | 'uses'>) {
    for (const id of [...catalogue.materials.keys()].sort()) this.#put({ kind: 'material', id })
    for (const id of [...catalogue.uses.keys()].sort()) this.#put({ kind: 'use', id })
  }

  /** Undefined for what the catalogue does not know. */
  keyOf(kind: NodeKind, id: string): number | undefined {
    return this.#keys[kind].get(id)
  }

  nodeOf(key: number): CatalogueNode {
    return this.#nodes[key]!
  }

  #put(node: CatalogueNode): void {
    this.#keys[node.kind].set(node.id, this.#nodes.length)
    this.#nodes.push(node)
  }
}
