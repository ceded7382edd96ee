import { CLOSURE_WEIGHTS } from '../closure/weights.ts'
import { ancestorsOf, isKindOf, targetsOf } from '../lookups.ts'
import { readText, type Reading } from '../reading/candidates.ts'
import { isResidueWord, type SuggestIndex } from '../reading/phrases.ts'
import { wordsOf } from '../reading/words.ts'
import { focusOf, tellingOf } from './breadth.ts'
import { carriersOf } from './carriers.ts'
import { CLEAR, isTelling, readMeanings, type ReadMeaning } from './read.ts'
import { typicalOf } from './trade.ts'
import type { Meant, Said } from './understand.ts'

/** What is left of what such firms take when the text says what is wanted. */
const BESIDE = 0.6
/** And when it says something that is not understood: it may be none of it. */
const UNREAD = 0.8
/** What is left of a reading that the trade does not speak for, where it speaks for another one. */
const UNSUPPORTED = 0.85
/** What is left of "alumina residue" where a need only says "alumina". */
const ITSELF = 0.7
/** What is left of what a trade makes: the trade may not make it of everything of which it can be made. */
const PRODUCT = 0.7

/** The materials and uses that a need may be for, or that a text may mean of which nobody said what it is. */
export function neededIn(index: SuggestIndex, said: Said, reading: Reading): Meant[] {
  const { catalogue } = index
  const read = readMeanings(index, reading, said)
  const isClear = read.some(({ sureness }) => sureness >= CLEAR)
  const clearness = Math.min(1, (read[0]?.sureness ?? 0) / CLEAR)
  const beside = isTelling(reading) ? Math.min(UNREAD, 1 - (1 - BESIDE) * clearness) : 1
  const taken = typicalOf(catalogue, said, 'takes').map((one) => ({
    ...one,
    left: beside + (1 - beside) * borneOutBy(index, read, one.targetKind, one.target),
  }))
  const focus = focusOf(taken.reduce((sum, { sureness, left }) => sum + sureness * left, 0))
  const typical = taken.map(({ targetKind, target, sureness, left, sector }): Meant => ({
    kind: targetKind,
    id: target,
    sureness: sureness * left * focus * (targetKind === 'use' ? tellingOf(catalogue, target) : 1),
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
  const isSupported = ({ kind, id }: Meant) =>
    taken.some(
      (one) =>
        one.targetKind === kind &&
        (isKindOf(catalogue, kind, one.target, id) || isKindOf(catalogue, kind, id, one.target)),
    )
  const isAnySupported = read.some((one) => one.sureness >= CLEAR && isSupported(one))
  const wanted = read.map((one) => ({
    ...one,
    sureness:
      one.sureness * wantedBy(index, reading, one) * (isAnySupported && !isSupported(one) ? UNSUPPORTED : 1),
  }))
  return [...wanted, ...typical, ...coded, ...madeInto(index, said.trade, beside)]
}

/** What is left of a name met in a need: less of what nearly everything serves, and of a residue where the text names the thing itself. */
function wantedBy({ catalogue }: SuggestIndex, { words }: Reading, { kind, id, read }: ReadMeaning): number {
  if (kind === 'use') return tellingOf(catalogue, id)
  const isOfResidue = wordsOf(read.phrase.text).some(({ form }) => isResidueWord(form))
  return isOfResidue && !read.at.some((place) => isResidueWord(words[place]!.form)) ? ITSELF : 1
}

/** 0–1: how well something that such firms take fits what the text says: it is that or a kind of it, or serves it. */
function borneOutBy(
  { catalogue }: SuggestIndex,
  read: readonly ReadMeaning[],
  kind: Meant['kind'],
  id: string,
): number {
  const lineage = [id, ...ancestorsOf(catalogue, kind, id)]
  const served = kind === 'material' && read.length > 0 ? targetsOf(catalogue, id) : []
  const said = new Map(read.map((one) => [`${one.kind} ${one.id}`, one.sureness]))
  return Math.max(
    0,
    ...lineage.map((wider) => said.get(`${kind} ${wider}`) ?? 0),
    ...served.map(({ targetKind, target, score }) => (said.get(`${targetKind} ${target}`) ?? 0) * score),
  )
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
