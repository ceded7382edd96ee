import { Refusal, type FieldError, type RefusalCode } from '../../refusals.ts'
import type { Deal } from './schema.ts'

/** Nobody plans further ahead; it also bounds the number of reserved periods. */
const LONGEST_YEARS = 10

/**
 * What is wrong with terms beyond their shape.
 * @throws Refusal with the first fault's code and all faults as its fields
 */
export function refuseUnsoundTerms({
  startsOn,
  endsOn,
  quality,
}: Pick<Deal, 'startsOn' | 'endsOn' | 'quality'>): void {
  const faults: (FieldError & { code: RefusalCode })[] = []
  if (endsOn < startsOn)
    faults.push({ field: '/endsOn', code: 'terms_end_before_start', params: { startsOn, endsOn } })
  if (Number(endsOn.slice(0, 4)) - Number(startsOn.slice(0, 4)) > LONGEST_YEARS)
    faults.push({ field: '/endsOn', code: 'terms_too_long', params: { years: LONGEST_YEARS } })
  const seen = new Set<string>()
  quality.forEach(({ property, minimum, maximum }, index) => {
    if (seen.has(property))
      faults.push({ field: `/quality/${index}`, code: 'duplicate_property', params: { property } })
    seen.add(property)
    if (minimum !== undefined && maximum !== undefined && minimum > maximum)
      faults.push({
        field: `/quality/${index}`,
        code: 'range_reversed',
        params: { property, minimum, maximum },
      })
  })
  const [first] = faults
  if (first) throw new Refusal(first.code, first.params, faults)
}
