import type { Catalogue } from '../catalogue.ts'
import { ancestorsOf } from '../lookups.ts'

/** A waste code as it stands in a text, and as the catalogue writes it. */
export interface CodeInText {
  code: string
  text: string
}

const CODE = /(?<![\d.,])(\d{2})[ .\u00a0]?(\d{2})[ .\u00a0]?(\d{2})(?![\d]|[.,]\d)\s?\*?/g

/** The first waste code that a text names: 020701, 02 07 01, 17 05 03*. */
export function codeIn({ wasteCodes }: Pick<Catalogue, 'wasteCodes'>, text: string): CodeInText | null {
  for (const [found, chapter, group, entry] of text.matchAll(CODE)) {
    const code = `${chapter}${group}${entry}`
    if (wasteCodes.has(code)) return { code, text: found.trim() }
  }
  return null
}

/** Materials that go by a code, the most typical and general first; `whole` is the one that all others are kinds of. */
export function materialsOfCode(catalogue: Catalogue, code: string): { whole: string | null; ids: string[] } {
  const found = [...catalogue.materials.values()]
    .filter(({ retired, wasteCodes }) => !retired && wasteCodes.includes(code))
    .map(({ id, wasteCodes }) => ({
      id,
      above: ancestorsOf(catalogue, 'material', id),
      place: wasteCodes.indexOf(code),
    }))
    .sort((a, b) => a.place - b.place || a.above.length - b.above.length || (a.id < b.id ? -1 : 1))
  const whole = found.find(({ id }) =>
    found.every(({ above, id: other }) => other === id || above.includes(id)),
  )
  return { whole: whole?.id ?? null, ids: found.map(({ id }) => id) }
}
