import type { Catalogue } from '../catalogue.ts'
import { CLOSURE_WEIGHTS } from '../closure/weights.ts'
import { ancestorsOf, isKindOf, sourcesOf } from '../lookups.ts'
import { readText, type Reading } from '../reading/candidates.ts'
import { isResidueWord, type SuggestIndex } from '../reading/phrases.ts'
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
  const borneOut = bearingOut(catalogue, read)
  const taken = typicalOf(catalogue, said, 'takes').map((one) => ({
    ...one,
    left: beside + (1 - beside) * borneOut(one.targetKind, one.target),
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
  const isSupported = supportedBy(catalogue, taken)
  const isAnySupported = read.some((one) => one.sureness >= CLEAR && isSupported(one))
  const wanted = read.map((one) => ({
    ...one,
    sureness:
      one.sureness *
      wantedBy(catalogue, reading, one) *
      (isAnySupported && !isSupported(one) ? UNSUPPORTED : 1),
  }))
  return [...wanted, ...typical, ...coded, ...madeInto(index, said.trade, beside)]
}

/** What is left of a name met in a need: less of what nearly everything serves, and of a residue where the text names the thing itself. */
function wantedBy(catalogue: Catalogue, { words }: Reading, { kind, id, read }: ReadMeaning): number {
  if (kind === 'use') return tellingOf(catalogue, id)
  const saysSo = read.at.some((place) => isResidueWord(words[place]!.form))
  return read.phrase.isOfResidue && !saysSo ? ITSELF : 1
}

/** Whether a trade speaks for a meaning: it takes that, a kind of it, or what it is a kind of. */
function supportedBy(
  catalogue: Catalogue,
  taken: readonly { targetKind: Meant['kind']; target: string }[],
): (meant: Pick<Meant, 'kind' | 'id'>) => boolean {
  const keysOf = (kind: Meant['kind'], id: string) =>
    [id, ...ancestorsOf(catalogue, kind, id)].map((one) => `${kind} ${one}`)
  const narrow = new Set(taken.map(({ targetKind, target }) => `${targetKind} ${target}`))
  const wide = new Set(taken.flatMap(({ targetKind, target }) => keysOf(targetKind, target)))
  return ({ kind, id }) => wide.has(`${kind} ${id}`) || keysOf(kind, id).some((key) => narrow.has(key))
}

/** How well something that such firms take fits what the text says, 0–1: it is that or a kind of it, or serves it. */
function bearingOut(catalogue: Catalogue, read: readonly ReadMeaning[]) {
  const fits = new Map<string, number>()
  const fit = (key: string, how: number) => fits.set(key, Math.max(how, fits.get(key) ?? 0))
  for (const { kind, id, sureness } of read) {
    fit(`${kind} ${id}`, sureness)
    for (const { material, score } of sourcesOf(catalogue, kind, id))
      fit(`material ${material}`, sureness * score)
  }
  return (kind: Meant['kind'], id: string): number =>
    Math.max(
      0,
      ...[id, ...ancestorsOf(catalogue, kind, id)].map((wider) => fits.get(`${kind} ${wider}`) ?? 0),
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
