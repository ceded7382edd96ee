import type { Problem, ProblemCode } from '../problem.ts'
import type { RawReference } from '../reference/read.ts'
import { columnsOf, TABLES, type TableName } from '../reference/tables.ts'

/** What single cells show: values missing, unreadable, out of range, or naming a row that does not exist. */
export function cellProblems(raw: RawReference, name: TableName, ids: Map<string, Set<string>>): Problem[] {
  const problems: Problem[] = []
  for (const { file, line, cells } of raw.rows[name])
    for (const [column, { read, refersTo }] of columnsOf(name)) {
      const cell = cells[column] ?? ''
      const reading = read(cell)
      if ('fault' in reading) {
        problems.push({ file, line, column, code: reading.fault, value: cell })
        continue
      }
      const known = refersTo ? ids.get(refersTo) : undefined
      if (!known || cell === '') continue
      for (const named of cell.split('|').map((item) => item.trim()))
        if (!known.has(named)) problems.push({ file, line, column, code: 'unknown_reference', value: named })
    }
  return problems
}

/** A key may occur once in a table, over all its files. */
export function duplicateIds(raw: RawReference, name: TableName): Problem[] {
  return repeated(raw, name, TABLES[name].key, 'duplicate_id')
}

/** Two factors for the same thing would leave open which one counts. */
export function duplicateFactors(raw: RawReference): Problem[] {
  return repeated(raw, 'factors', ['material', 'kind', 'route'], 'duplicate_factor')
}

function repeated(
  raw: RawReference,
  name: TableName,
  columns: readonly string[],
  code: ProblemCode,
): Problem[] {
  const seen = new Set<string>()
  return raw.rows[name].flatMap(({ file, line, cells }) => {
    const value = columns.map((column) => cells[column]).join(' ')
    if (!seen.has(value)) {
      seen.add(value)
      return []
    }
    return [{ file, line, column: columns[0] ?? '', code, value }]
  })
}

/** A condition that one language tells, the other must tell too. */
export function conditionsInOneLanguage(raw: RawReference, name: 'suitabilities' | 'pathways'): Problem[] {
  return raw.rows[name].flatMap(({ file, line, cells }) => {
    const [en, ka] = [cells['conditions_en'] ?? '', cells['conditions_ka'] ?? '']
    if ((en === '') === (ka === '')) return []
    const column = en === '' ? 'conditions_en' : 'conditions_ka'
    return [{ file, line, column, code: 'missing_language' as const, value: en || ka }]
  })
}
