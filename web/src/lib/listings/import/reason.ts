import { sayCode } from '#lib/language/say.ts'
import { sayDesk } from '#lib/language/say-desk.ts'
import { m } from '#lib/paraglide/messages.js'

/** Why a cell or a column of a table was refused, in words. */
export function reasonOf(code: string, params: Record<string, unknown> = {}): string {
  const said = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value ?? '')]))
  return (
    sayDesk('import_wrong', code, said) ??
    sayCode('wrong', code, said) ??
    sayCode('problem', code, said) ??
    m.problem_unknown({ code })
  )
}
