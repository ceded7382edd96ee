import type { Static } from 'typebox'
import type { Catalogue } from './catalogue.ts'
import type { Described } from './schema.ts'

/** A material or use with its names and codes; null for one that the catalogue does not know. A retired one still has its name. */
export function describedThing(
  { materials, uses, wasteCodes }: Pick<Catalogue, 'materials' | 'uses' | 'wasteCodes'>,
  { kind, id }: Pick<Static<typeof Described>, 'kind' | 'id'>,
): Static<typeof Described> | null {
  const material = kind === 'material' ? materials.get(id) : undefined
  const names = (kind === 'material' ? material : uses.get(id))?.names
  if (!names) return null
  return {
    kind,
    id,
    names,
    stream: material?.stream ?? null,
    wasteCodes: (material?.wasteCodes ?? []).flatMap((code) => {
      const row = wasteCodes.get(code)
      return row ? { code, hazardous: row.hazardous, names: row.names } : []
    }),
  }
}

/** What an address or a stored row names by id, in its order; unknown ones are left out. */
export const namedThings = (catalogue: Catalogue, things: string): Static<typeof Described>[] =>
  things.split(',').flatMap((thing) => {
    const [kind, id = ''] = thing.split(':')
    return describedThing(catalogue, { kind: kind === 'use' ? 'use' : 'material', id }) ?? []
  })
