import type { Problem } from '../problem.ts'
import type { RawReference } from '../reference/read.ts'

/** Rows whose chain of parents leads back to themselves. */
export function cycles(raw: RawReference, name: 'materials' | 'uses'): Problem[] {
  const parents = new Map(raw.rows[name].map(({ cells }) => [cells['id'] ?? '', cells['parent'] ?? '']))
  return raw.rows[name].flatMap(({ file, line, cells }) => {
    const chain = [cells['id'] ?? '']
    for (let next = cells['parent'] ?? ''; next !== ''; next = parents.get(next) ?? '') {
      chain.push(next)
      if (next === chain[0])
        return [{ file, line, column: 'parent', code: 'cycle' as const, value: chain.join(' > ') }]
      // A cycle further up is reported on its own rows.
      if (chain.indexOf(next) < chain.length - 1) break
    }
    return []
  })
}
