import type { Problem } from '../problem.ts'
import type { RawReference } from '../reference/read.ts'
import { naceCodes } from '../reference/sectors.ts'

/** The hazard mark and the type of entry say the same thing twice; they must agree. */
export function contradictoryHazardMarks(raw: RawReference): Problem[] {
  return raw.rows.wasteCodes.flatMap(({ file, line, cells }) => {
    const hazardousEntry = !cells['entry_type']?.includes('non_hazardous')
    return hazardousEntry === (cells['hazardous'] === 'true')
      ? []
      : [
          {
            file,
            line,
            column: 'hazardous',
            code: 'contradicts_entry_type' as const,
            value: cells['code'] ?? '',
          },
        ]
  })
}

/** A pathway leads somewhere, and a cost has a currency. */
export function incompletePathways(raw: RawReference): Problem[] {
  const currencies = new Set(['GEL', ...raw.rows.exchangeRates.map(({ cells }) => cells['currency'])])
  return raw.rows.pathways.flatMap(({ file, line, cells }) => {
    const problems: Problem[] = []
    const value = cells['id'] ?? ''
    if (!cells['product'] && !cells['use'])
      problems.push({ file, line, column: 'product', code: 'product_and_use_missing', value })
    if (Boolean(cells['cost_per_tonne']) !== Boolean(cells['cost_currency']))
      problems.push({ file, line, column: 'cost_currency', code: 'cost_incomplete', value })
    else if (cells['cost_currency'] && !currencies.has(cells['cost_currency']))
      problems.push({
        file,
        line,
        column: 'cost_currency',
        code: 'unknown_reference',
        value: cells['cost_currency'],
      })
    return problems
  })
}

/** What a tonne is worth sets the scale of the distance criterion, so that each material needs one of its own or of a parent. */
export function missingWorth(raw: RawReference): Problem[] {
  const worths = raw.rows.factors.filter(({ cells }) => cells['kind'] === 'worth')
  const known = new Set(worths.map(({ cells }) => cells['material']))
  const parents = new Map(raw.rows.materials.map(({ cells }) => [cells['id'] ?? '', cells['parent'] ?? '']))
  const isWorthless = (id: string) => {
    const passed = new Set<string>()
    for (let next = id; next !== '' && !passed.has(next); next = parents.get(next) ?? '') {
      if (known.has(next)) return false
      passed.add(next)
    }
    return true
  }
  const badUnits = worths.filter(({ cells }) => cells['unit'] !== 'GEL/t' || !(Number(cells['value']) > 0))
  return [
    ...raw.rows.materials
      .filter(({ cells }) => isWorthless(cells['id'] ?? ''))
      .map(({ file, line, cells }) => ({
        file,
        line,
        column: 'id',
        code: 'missing_worth' as const,
        value: cells['id'] ?? '',
      })),
    ...badUnits.map(({ file, line, cells }) => ({
      file,
      line,
      column: 'unit',
      code: 'bad_unit' as const,
      value: `${cells['value']} ${cells['unit']}`,
    })),
  ]
}

/** Former sectors are not current ones, and their successors are; Georgian labels belong to current ones. */
export function misplacedSectors(raw: RawReference): Problem[] {
  const current = new Set(naceCodes().map(({ code }) => code))
  const unknown = (name: 'sectors' | 'formerSectors', column: string) =>
    raw.rows[name]
      .filter(({ cells }) => !current.has(cells[column] ?? ''))
      .map(({ file, line, cells }) => ({
        file,
        line,
        column,
        code: 'unknown_reference' as const,
        value: cells[column] ?? '',
      }))
  const stillCurrent = raw.rows.formerSectors.filter(({ cells }) => current.has(cells['code'] ?? ''))
  return [
    ...unknown('sectors', 'code'),
    ...unknown('formerSectors', 'replaced_by'),
    ...stillCurrent.map(({ file, line, cells }) => ({
      file,
      line,
      column: 'code',
      code: 'duplicate_id' as const,
      value: cells['code'] ?? '',
    })),
  ]
}

/** Every region has an outline. */
export function missingBoundaries(raw: RawReference): Problem[] {
  return raw.rows.regions
    .filter(({ cells }) => !raw.boundaries.has(cells['id'] ?? ''))
    .map(({ file, line, cells }) => ({
      file,
      line,
      column: 'id',
      code: 'missing_boundary' as const,
      value: cells['id'] ?? '',
    }))
}
