import type { CodeMeant } from '../../materials/understanding/codes.ts'
import type { CodedTerm } from './exchanges.ts'
import { expectedRank } from './measures.ts'

/** How deep the list of codes is looked at. */
export const CODE_DEPTHS = [1, 5, 10] as const

/** Ranks of the first right code by term; codes that nothing speaks for are never shown, so they do not count. */
export function codeRanksOf(terms: readonly CodedTerm[], find: (text: string) => CodeMeant[]): number[] {
  return terms.map(({ term, codes }) => {
    const found = find(term)
    if (!found.some(({ code }) => codes.includes(code))) return Infinity
    return expectedRank(
      found.map(({ sureness }) => sureness),
      (at) => codes.includes(found[at]!.code),
    )
  })
}
