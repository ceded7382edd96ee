import type { Catalogue, Compatibility } from '../materials/catalogue.ts'
import { ancestorsOf, usesAlong, worthOf } from '../materials/catalogue.ts'
import type { Passage } from './engine/bridge.ts'
import type { Passages } from './engine/market.ts'
import type { Rule } from './engine/criteria/regulation.ts'
import type { Nodes } from './nodes.ts'

/** The catalogue's closure as the engine reads it. */
export class CataloguePassages implements Passages {
  readonly #from = new Map<number, Passage[]>()
  readonly #to = new Map<number, Passage[]>()
  readonly #rows = new Map<Passage, Compatibility>()

  constructor(catalogue: Catalogue, nodes: Nodes) {
    for (const row of catalogue.compatibility) {
      const material = nodes.keyOf('material', row.material)
      const target = nodes.keyOf(row.targetKind, row.target)
      if (material === undefined || target === undefined) continue
      const passage = passageOf(row, material, target, catalogue)
      this.#rows.set(passage, row)
      push(this.#from, material, passage)
      push(this.#to, target, passage)
    }
  }

  from(material: number): readonly Passage[] {
    return this.#from.get(material) ?? []
  }

  to(target: number): readonly Passage[] {
    return this.#to.get(target) ?? []
  }

  between(material: number, target: number): Passage | undefined {
    return this.from(material).find((passage) => passage.target === target)
  }

  /** The closure row behind a passage: its path, step by step. */
  rowOf(passage: Passage): Compatibility {
    return this.#rows.get(passage)!
  }
}

function passageOf(row: Compatibility, material: number, target: number, catalogue: Catalogue): Passage {
  const wanted = row.targetKind === 'use' ? catalogue.uses.get(row.target) : undefined
  return {
    material,
    target,
    pathScore: row.score,
    yieldRatio: row.yieldTonnesPerTonne,
    processingCost: row.processingCostPerTonne ?? NaN,
    catalogueWorth: worthOf(catalogue, row.material) ?? NaN,
    scene: {
      materials: [row.material, ...ancestorsOf(catalogue, 'material', row.material)],
      uses: usesAlong(catalogue, row),
      operations: wanted?.operations ?? [],
      conversions: conversionsAlong(catalogue, row),
    },
  }
}

/** Operations of the conversions on the way. */
const conversionsAlong = (catalogue: Catalogue, { path }: Compatibility): string[] => [
  ...new Set(path.flatMap(({ process }) => catalogue.processes.get(process ?? '')?.rCode ?? [])),
]

/** The catalogue's rules in force on a day, as the engine reads them. A rule on a group holds for its kinds, since scenes name all groups. */
export function rulesInForce(catalogue: Catalogue, day: string): Rule[] {
  return catalogue.rules
    .filter((rule) => !rule.retired && (rule.validFrom ?? day) <= day && (rule.validUntil ?? day) >= day)
    .map((rule) => ({
      id: rule.id,
      effect: rule.effect,
      materials: new Set(rule.materials),
      wasteCodes: new Set(rule.wasteCodes),
      uses: new Set(rule.uses),
      operations: new Set(rule.operations),
      condition: rule.condition,
      aboveTonnes: rule.aboveTonnes ?? 0,
    }))
}

function push(map: Map<number, Passage[]>, key: number, passage: Passage): void {
  const list = map.get(key)
  if (list) list.push(passage)
  else map.set(key, [passage])
}
