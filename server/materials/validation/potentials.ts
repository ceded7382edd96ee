import type { Problem, ProblemCode } from '../problem.ts'
import type { RawReference } from '../reference/read.ts'
import { naceCodes } from '../reference/sectors.ts'

/** A driver is a figure of a municipality or region that exists. */
export function misplacedDrivers(raw: RawReference): Problem[] {
  const areas = new Set([...raw.rows.municipalities, ...raw.rows.regions].map(({ cells }) => cells['id']))
  return raw.rows.areaDrivers
    .filter(({ cells }) => !areas.has(cells['area']))
    .map(({ file, line, cells }) => ({
      file,
      line,
      column: 'area',
      code: 'unknown_reference' as const,
      value: cells['area'] ?? '',
    }))
}

const FACTORS = ['factor_low', 'factor_central', 'factor_high'] as const

/** A potential rests on a driver that some area has, in the same unit; its factors are whole and in order, and say whether they are estimates. */
export function misplacedPotentials(raw: RawReference): Problem[] {
  const units = Map.groupBy(raw.rows.areaDrivers, ({ cells }) => cells['driver'] ?? '')
  const sectors = new Set([
    ...naceCodes().map(({ code }) => code),
    ...raw.rows.branches.map(({ cells }) => cells['id'] ?? ''),
  ])
  return raw.rows.potentials.flatMap(({ file, line, cells }) => {
    const problems: Problem[] = []
    const add = (column: string, code: ProblemCode) =>
      problems.push({ file, line, column, code, value: cells[column] ?? '' })
    const of = units.get(cells['driver'] ?? '')
    if (!of) add('driver', 'unknown_reference')
    else if (of.some((row) => row.cells['unit'] !== cells['driver_unit'])) add('driver_unit', 'bad_unit')
    if (cells['sector'] && !sectors.has(cells['sector'])) add('sector', 'unknown_reference')
    if (Boolean(cells['note_en']) !== Boolean(cells['note_ka'])) add('note_en', 'missing_language')
    const given = FACTORS.filter((column) => cells[column])
    if (given.length > 0 && given.length < FACTORS.length)
      add(
        FACTORS.find((column) => !cells[column])!,
        'amount_incomplete',
      )
    const [low = 0, central = 0, high = 0] = FACTORS.map((column) => Number(cells[column]))
    if (given.length === FACTORS.length && !(low <= central && central <= high))
      add('factor_central', 'amounts_out_of_order')
    if (given.length > 0 && !/^(true|false)$/.test(cells['estimate'] ?? '')) add('estimate', 'bad_boolean')
    return problems
  })
}
