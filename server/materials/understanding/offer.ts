import type { Catalogue } from '../catalogue.ts'
import { ancestorsOf } from '../lookups.ts'
import { readText } from '../suggest/candidates.ts'
import type { SuggestIndex } from '../suggest/phrases.ts'
import { rankTargets } from '../suggest/suggest.ts'
import { typicalOf } from './trade.ts'
import type { Meant, Said } from './understand.ts'

/** From this confidence on a text says what it means. */
const CLEAR = 0.6
/** What is left of what such firms discard when the text speaks of something else. */
const BESIDE = 0.25
/** What is left of it when the text says nothing. */
const INSTEAD = 0.8
/** A kind of what the text names, which such firms discard: "slag" of a steelworks. */
const NARROWED = 0.97
/** What is left of a reading that nothing else speaks for, where something speaks for another one. */
const UNSUPPORTED = 0.9
/** What is left of a material that such firms discard under another waste code. */
const OTHER_CODE = 0.8
/** What a waste code says of a material that carries it, shared among those that do. */
const BY_CODE = 0.7

/** The materials that an offer may be of. */
export function offeredIn(catalogue: Catalogue, index: SuggestIndex, said: Said): Meant[] {
  const { text, wasteCode } = said
  const candidates = rankTargets(index, readText(index, text, false), { text, kind: 'offer', wasteCode })
  const read = candidates.map((candidate) => ({
    id: index.targets[candidate.phrase.target]!.id,
    sureness: Math.min(1, candidate.confidence),
    by: candidate.phrase.text,
    // A name that leaves out words of the surest one speaks of something else.
    isOfAll: candidates[0]!.at.every((place) => candidate.at.includes(place)),
  }))
  const typical = typicalOf(catalogue, said, 'discards').filter(({ targetKind }) => targetKind === 'material')
  const carriers = wasteCode === null ? [] : carriersOf(catalogue, wasteCode)
  const best = read[0]?.sureness ?? 0
  const silence = 1 - Math.min(1, best / CLEAR)
  const lineage = (id: string) => [id, ...ancestorsOf(catalogue, 'material', id)]
  const supported = (id: string) =>
    carriers.includes(id) ||
    typical.some(({ target }) => lineage(target).includes(id) || lineage(id).includes(target))
  const doubted = (id: string) => (carriers.length > 0 && !carriers.includes(id) ? OTHER_CODE : 1)
  const isAnySupported = read.some(({ id }) => supported(id))
  const meant = read.map(({ id, sureness, by }): Meant => ({
    kind: 'material',
    id,
    sureness: isAnySupported && !supported(id) ? sureness * UNSUPPORTED : sureness,
    because: 'words',
    by,
  }))
  for (const { target, sureness, sector, wasteCodes } of typical) {
    const named = read.find(({ id, isOfAll }) => isOfAll && lineage(target).includes(id))
    const coded = wasteCode !== null && (wasteCodes.includes(wasteCode) || carriers.includes(target))
    const apart = BESIDE + (INSTEAD - BESIDE) * silence
    meant.push({
      kind: 'material',
      id: target,
      sureness: named
        ? NARROWED *
          Math.max(
            named.sureness * (0.5 + sureness / 2),
            named.id === target ? ((1 + sureness) / 2) * doubted(target) : 0,
          )
        : sureness * (coded ? Math.min(1, apart * 1.4) : apart),
      because: 'sector',
      by: sector,
    })
  }
  for (const id of carriers) {
    const wider = read.find((one) => one.isOfAll && one.id !== id && lineage(id).includes(one.id))
    const share = BY_CODE / Math.sqrt(carriers.length)
    meant.push({
      kind: 'material',
      id,
      sureness: wider ? wider.sureness * (0.6 + 0.3 / Math.sqrt(carriers.length)) : share * silence,
      because: 'code',
      by: wasteCode ?? '',
    })
  }
  return meant
}

const carriersOf = (catalogue: Catalogue, wasteCode: string): string[] =>
  [...catalogue.materials.values()]
    .filter(({ wasteCodes, retired }) => !retired && wasteCodes.includes(wasteCode))
    .map(({ id }) => id)
