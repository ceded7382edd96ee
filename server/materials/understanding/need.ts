import type { Catalogue } from '../catalogue.ts'
import { CLOSURE_WEIGHTS } from '../closure/weights.ts'
import { isKindOf } from '../lookups.ts'
import { readText } from '../suggest/candidates.ts'
import type { SuggestIndex } from '../suggest/phrases.ts'
import { rankTargets } from '../suggest/suggest.ts'
import { typicalOf } from './trade.ts'
import type { Meant, Said } from './understand.ts'

/** From this confidence on a text says what it means. */
const CLEAR = 0.6
/** What is left of what such firms take when the text says what is wanted. */
const BESIDE = 0.6
/** What is left of what a trade makes: the trade may not make it of everything of which it can be made. */
const PRODUCT = 0.7

/** The materials and uses that a need may be for. */
export function neededIn(catalogue: Catalogue, index: SuggestIndex, said: Said): Meant[] {
  const read = meaningsOf(index, said.text, 'words').filter(({ sureness }) => sureness >= CLEAR)
  const beside = read.length > 0 ? BESIDE : 1
  const typical = typicalOf(catalogue, said, 'takes').map(
    ({ targetKind, target, sureness, sector }): Meant => ({
      kind: targetKind,
      id: target,
      sureness: sureness * beside,
      because: 'sector',
      by: sector,
    }),
  )
  return [...read, ...typical, ...madeInto(catalogue, index, said.trade, beside)]
}

/** Whoever makes something takes what can be made into it: "silica plant", by the pathways that lead to silica. */
function madeInto(catalogue: Catalogue, index: SuggestIndex, trade: string, beside: number): Meant[] {
  const products = meaningsOf(index, trade, 'product').filter(
    ({ kind, sureness }) => kind === 'material' && sureness >= CLEAR,
  )
  return [...catalogue.pathways.values()].flatMap((pathway) => {
    const made = products.find(
      ({ id }) => !pathway.retired && pathway.product && isKindOf(catalogue, 'material', pathway.product, id),
    )
    if (!made) return []
    const sureness = made.sureness * PRODUCT * beside * CLOSURE_WEIGHTS.maturity[pathway.maturity]
    return [{ ...made, id: pathway.material, sureness }]
  })
}

const meaningsOf = (index: SuggestIndex, text: string, because: Meant['because']): Meant[] =>
  rankTargets(index, readText(index, text, false), { text, kind: 'need' }).map((candidate) => ({
    ...index.targets[candidate.phrase.target]!,
    sureness: Math.min(1, candidate.confidence),
    because,
    by: candidate.phrase.text,
  }))
