import type { Catalogue } from '../materials/catalogue.ts'
import type { Match } from './schema.ts'

type RuleNotice = NonNullable<Match['findings'][number]['rules']>[number]

/** Rules with their citations, in the order asked for. */
export function ruleNotices(catalogue: Catalogue, ids: readonly string[]): RuleNotice[] {
  return ids.flatMap((id) => {
    const rule = catalogue.rules.find((rule) => rule.id === id)
    if (!rule) return []
    const { effect, names, citations, sourceUrl, status, validFrom } = rule
    return [{ id, effect, names, citation: citations, sourceUrl, status, validFrom }]
  })
}
