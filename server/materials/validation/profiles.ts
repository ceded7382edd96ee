import type { Problem, ProblemCode } from '../problem.ts'
import type { RawReference } from '../reference/read.ts'
import { naceCodes } from '../reference/sectors.ts'
import { PROFILE_UNITS } from '../profile/units.ts'

type Cells = Record<string, string>

/** A branch belongs to a sector of the current edition, and one that is named by a code is that very sector. */
export function unknownBranchSectors(raw: RawReference): Problem[] {
  const current = new Set(naceCodes().map(({ code }) => code))
  return raw.rows.branches.flatMap(({ file, line, cells }) => {
    const { id = '', nace = '' } = cells
    const known = current.has(nace) && (!/^\d/.test(id) || id === nace)
    return known ? [] : [{ file, line, column: 'nace', code: 'unknown_reference' as const, value: nace }]
  })
}

/** A profile speaks of sectors and targets that exist, and its amounts are whole, in order and in a unit that we can work with. */
export function misplacedProfiles(raw: RawReference): Problem[] {
  const sectors = new Set([
    ...naceCodes().map(({ code }) => code),
    ...raw.rows.branches.map(({ cells }) => cells['id'] ?? ''),
  ])
  const targets = {
    material: new Set(raw.rows.materials.map(({ cells }) => cells['id'])),
    use: new Set(raw.rows.uses.map(({ cells }) => cells['id'])),
  }
  return raw.rows.sectorProfiles.flatMap(({ file, line, cells }) => {
    const problems: Problem[] = []
    const add = (column: string, code: ProblemCode, value = cells[column] ?? '') =>
      problems.push({ file, line, column, code, value })
    const { sector = '', kind = '', target = '', direction = '' } = cells
    if (!sectors.has(sector)) add('sector', 'unknown_reference')
    if ((kind === 'material' || kind === 'use') && !targets[kind].has(target))
      add('target', 'unknown_reference')
    // A use is what something is wanted for; what is discarded is a material.
    if (direction === 'discards' && kind === 'use') add('kind', 'bad_enum')
    for (const [column, code] of amountFaults(cells)) add(column, code)
    return problems
  })
}

function amountFaults(cells: Cells): [string, ProblemCode][] {
  const parts = ['amount_low', 'amount_central', 'amount_high', 'amount_unit', 'amount_source']
  const given = parts.filter((part) => cells[part])
  if (given.length === 0) return []
  const missing = parts.find((part) => !cells[part])
  if (missing) return [[missing, 'amount_incomplete']]
  if (!(PROFILE_UNITS as readonly string[]).includes(cells['amount_unit'] ?? ''))
    return [['amount_unit', 'bad_unit']]
  const [low, central, high] = parts.slice(0, 3).map((part) => Number(cells[part])) as [
    number,
    number,
    number,
  ]
  return low <= central && central <= high ? [] : [['amount_central', 'amounts_out_of_order']]
}
