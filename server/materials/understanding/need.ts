import { CLOSURE_WEIGHTS } from '../closure/weights.ts'
import { isKindOf } from '../lookups.ts'
import { readText, type Reading } from '../reading/candidates.ts'
import type { SuggestIndex } from '../reading/phrases.ts'
import { focusOf, tellingOf } from './breadth.ts'
import { carriersOf } from './carriers.ts'
import { CLEAR, readMeanings } from './read.ts'
import { typicalOf } from './trade.ts'
import type { Meant, Said } from './understand.ts'

/** What is left of what such firms take when the text says what is wanted. */
const BESIDE = 0.6
/** What is left of what a trade makes: the trade may not make it of everything of which it can be made. */
const PRODUCT = 0.7

/** The materials and uses that a need may be for, or that a text may mean of which nobody said what it is. */
export function neededIn(index: SuggestIndex, said: Said, reading: Reading): Meant[] {
  const { catalogue } = index
  const read = readMeanings(index, reading, said)
  const isClear = read.some(({ sureness }) => sureness >= CLEAR)
  const beside = isClear ? BESIDE : 1
  const taken = typicalOf(catalogue, said, 'takes')
  const focus = focusOf(taken.reduce((sum, { sureness }) => sum + sureness * beside, 0))
  const typical = taken.map(({ targetKind, target, sureness, sector }): Meant => ({
    kind: targetKind,
    id: target,
    sureness: sureness * beside * focus * (targetKind === 'use' ? tellingOf(catalogue, target) : 1),
    because: 'sector',
    by: sector,
    read: null,
    isNamed: false,
  }))
  const coded = (isClear ? [] : carriersOf(catalogue, said.wasteCode)).map(({ id, sureness }): Meant => ({
    kind: 'material',
    id,
    sureness: sureness * (1 - (read[0]?.sureness ?? 0) / CLEAR),
    because: 'code',
    by: said.wasteCode ?? '',
    read: null,
    isNamed: false,
  }))
  return [...read, ...typical, ...coded, ...madeInto(index, said.trade, beside)]
}

/** Whoever makes something takes what can be made into it: "silica plant", by the pathways that lead to silica. */
function madeInto(index: SuggestIndex, trade: string, beside: number): Meant[] {
  const { catalogue } = index
  const products = readMeanings(index, readText(index, trade, false), {
    kind: 'need',
    wasteCode: null,
  }).filter(({ kind, sureness }) => kind === 'material' && sureness >= CLEAR)
  if (products.length === 0) return []
  return [...catalogue.pathways.values()].flatMap((pathway): Meant[] => {
    const made = products.find(
      ({ id }) => !pathway.retired && pathway.product && isKindOf(catalogue, 'material', pathway.product, id),
    )
    if (!made) return []
    const sureness = made.sureness * PRODUCT * beside * CLOSURE_WEIGHTS.maturity[pathway.maturity]
    return [{ ...made, id: pathway.material, sureness, because: 'product', read: null, isNamed: false }]
  })
}
