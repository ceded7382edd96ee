import type { ImpactGroups, ImpactTotals, RegionsOrStreams } from '#lib/contract.ts'
import { nameOf, sayCode } from '#lib/language/say.ts'
import { m } from '#lib/paraglide/messages.js'

/** A group as it is shown; its totals are null where too few organisations stand behind it. */
export interface ShownGroup {
  name: string
  totals: ImpactTotals | null
}

/** Those with the most tonnes first, those that show no figure last. */
export function shownGroups({ groups, regions }: ImpactGroups, by: RegionsOrStreams): ShownGroup[] {
  const nameOfKey = (key: string | null) => {
    if (by === 'all') return m.impact_group_all()
    if (key === null) return m.impact_group_unknown()
    const region = regions[key]
    return region ? nameOf(region) : (sayCode('stream', key) ?? key)
  }
  return groups
    .map((group) => ({ name: nameOfKey(group.key), totals: 'suppressed' in group ? null : group }))
    .toSorted((a, b) => (b.totals?.tonnes ?? -1) - (a.totals?.tonnes ?? -1))
}
