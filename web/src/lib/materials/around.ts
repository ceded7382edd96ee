import type { MaterialResponse, Names } from '#lib/contract.ts'

/** What a node of the picture stands for, in the order of the legend. */
export const ROLES = ['self', 'group', 'kind', 'use', 'product', 'origin'] as const
export type Role = (typeof ROLES)[number]

export interface AroundNode {
  /** Unique in the picture. */
  key: string
  role: Role
  names: Names
  /** The material to go to; null for a use. */
  material: string | null
}

export interface AroundEdge {
  from: string
  to: string
  /** Process of a conversion; null for the other relations. */
  process: Names | null
  /** Rests on a source that nobody opened. */
  unverified: boolean
}

/** Most neighbours of one role, so that a picture of a large group can still be read; the tables have all. */
const MOST = 14

/** The material and its neighbours as nodes and edges. Edges run from what is offered to what it becomes or serves. */
export function around(material: MaterialResponse): { nodes: AroundNode[]; edges: AroundEdge[] } {
  const nodes = new Map<string, AroundNode>()
  const edges: AroundEdge[] = []
  const self = `material ${material.id}`
  const add = (role: Role, { kind, id, names }: MaterialResponse['groups'][number]): string => {
    const key = `${kind} ${id}`
    if (!nodes.has(key)) nodes.set(key, { key, role, names, material: kind === 'material' ? id : null })
    return key
  }
  const link = (from: string, to: string, process: Names | null = null, unverified = false) => {
    if (from !== to) edges.push({ from, to, process, unverified })
  }
  add('self', { kind: 'material', id: material.id, names: material.names })
  let below = self
  for (const group of material.groups) {
    const above = add('group', group)
    link(below, above)
    below = above
  }
  for (const kind of material.kinds.slice(0, MOST)) link(add('kind', kind), self)
  for (const { use, sourceStatus } of material.suitabilities.slice(0, MOST))
    link(self, add('use', use), null, sourceStatus === 'unverified')
  for (const { product, use, process, sourceStatus } of material.conversions.slice(0, MOST)) {
    const made = product ?? use
    if (made) link(self, add(product ? 'product' : 'use', made), process.names, sourceStatus === 'unverified')
  }
  for (const { from, process, sourceStatus } of material.sources.slice(0, MOST))
    link(add('origin', from), self, process.names, sourceStatus === 'unverified')
  return { nodes: [...nodes.values()], edges }
}
