import type { Catalogue } from '../catalogue.ts'
import { readText } from '../reading/candidates.ts'
import { suggestIndexOf } from '../understanding/index.ts'
import { rankTargets } from '../reading/rank.ts'
import type { MaterialsPage, MaterialsQuery } from './schema.ts'

const PAGE = 50

/** Materials that words may mean, surest first; without words all of them by their English name. A page at a time. */
export function materialsPage(
  catalogue: Catalogue,
  { q = '', limit = PAGE, offset = 0 }: MaterialsQuery,
): MaterialsPage {
  const ids = q.trim() === '' ? allByName(catalogue) : meantBy(catalogue, q.trim())
  const page = ids.slice(offset, offset + limit)
  return {
    materials: page.flatMap((id) => {
      const row = catalogue.materials.get(id)
      return row ? [{ id, names: row.names, stream: row.stream, wasteCodes: row.wasteCodes }] : []
    }),
    total: ids.length,
    nextOffset: offset + limit < ids.length ? offset + limit : null,
  }
}

const allByName = (catalogue: Catalogue): string[] =>
  [...catalogue.materials.values()]
    .filter(({ retired }) => !retired)
    .sort((a, b) => a.names.en.localeCompare(b.names.en, 'en') || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id)

function meantBy(catalogue: Catalogue, text: string): string[] {
  const index = suggestIndexOf(catalogue)
  return rankTargets(index, readText(index, text, true), { kind: 'offer' }).map(
    ({ phrase }) => index.targets[phrase.target]!.id,
  )
}
