import { UNITS } from '#lib/contract.ts'
import { sayUnit } from '#lib/language/amounts.ts'
import { m } from '#lib/paraglide/messages.js'
import { sayCode } from '#lib/language/say.ts'
import { ApiProblem } from './request.ts'

const asText = (params: Record<string, unknown>): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value ?? '')])),
  // An amount without a unit is one of tonnes.
  unit: unitText(params['unit'] ?? 't'),
  ...(params['open'] !== undefined && { open: String(params['open']).split(', ').map(unitText).join(', ') }),
})

const unitText = (unit: unknown): string => {
  const known = UNITS.find((one) => one === unit)
  return known ? sayUnit(known) : String(unit)
}

/** What went wrong, in a sentence that says what to do; never the server's own words. */
export function problemText(error: unknown): string {
  if (!(error instanceof ApiProblem)) return m.problem_unknown({ code: 'page' })
  const said = sayCode('problem', error.code, asText(error.params))
  return said ?? m.problem_unknown({ code: error.code })
}

/** One line per wrong field. */
export function fieldTexts(error: unknown): string[] {
  if (!(error instanceof ApiProblem)) return []
  return error.fields.map(({ field, code, params }) => {
    const name = sayCode('field', field.split('/').findLast((part) => /^[a-z]/i.test(part)) ?? '') ?? field
    const said =
      sayCode('wrong', code, asText(params ?? {})) ?? sayCode('problem', code, asText(params ?? {}))
    return `${name}: ${said ?? m.problem_unknown({ code })}`
  })
}
