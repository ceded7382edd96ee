import type { Catalogue } from '../../materials/catalogue.ts'
import { equalShare } from '../../materials/understanding/recognise.ts'
import type { Publication } from '../schema.ts'
import type { Cells } from './cells.ts'

type Targets = Publication['targets']
interface Thing {
  kind: 'material' | 'use'
  id: string
}

/** Ids and names of materials and uses in both languages, as they are compared. */
export type ThingNames = ReadonlyMap<string, Thing>

const compared = (name: string): string => name.normalize('NFKC').trim().toLowerCase()

/** Lists what a row may call a material or a use; a material goes before a use, an id before a name. */
export function thingNames({ materials, uses }: Pick<Catalogue, 'materials' | 'uses'>): ThingNames {
  const things = [
    ...[...uses.values()].map((row) => ({ ...row, kind: 'use' as const })),
    ...[...materials.values()].map((row) => ({ ...row, kind: 'material' as const })),
  ].filter(({ retired }) => !retired)
  return new Map([
    ...things.flatMap(({ kind, id, names }) =>
      [names.en, names.ka].map((name) => [compared(name), { kind, id }] as const),
    ),
    ...things.map(({ kind, id }) => [id, { kind, id }] as const),
  ])
}

/** The material that a cell names, if it names one. */
export function readMaterial(cells: Cells, column: string, things: ThingNames): string | undefined {
  const name = cells.word(column)
  if (name === undefined) return undefined
  const thing = things.get(compared(name))
  return thing?.kind === 'material' ? thing.id : cells.refuse(column, 'unknown_material', { id: name })
}

/**
 * Materials or uses that the owner named himself: ids or names joined by `|`, each with its share or weight after a colon.
 * Without shares an offer consists of equal parts.
 */
export function readTargets(
  cells: Cells,
  kind: Publication['kind'],
  things: ThingNames,
): Targets | undefined {
  const parts = cells.word('material')?.split('|')
  if (parts === undefined) return undefined
  const equal = kind === 'offer' ? equalShare(parts.length) : 1
  const targets: Targets = []
  for (const part of parts) {
    const [, name = '', share] = /^(.*?)(?::\s*([\d.]+)\s*)?$/s.exec(part) ?? []
    const thing = things.get(compared(name))
    if (!thing) return cells.refuse('material', 'unknown_material', { id: name.trim() })
    targets.push({ ...thing, factor: share === undefined ? equal : Number(share) })
  }
  return targets
}
