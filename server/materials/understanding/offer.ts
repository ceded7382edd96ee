import type { Reading } from '../reading/candidates.ts'
import type { SuggestIndex } from '../reading/phrases.ts'
import { ancestorsOf } from '../lookups.ts'
import { agreementWith, carriersOf } from './carriers.ts'
import { CLEAR, readMeanings } from './read.ts'
import { typicalOf } from './trade.ts'
import type { Meant, Said } from './understand.ts'

/** What is left of what such firms discard when the text speaks of something else. */
const BESIDE = 0.25
/** What is left of it when the text says nothing. */
const INSTEAD = 0.8
/** A kind of what the text names, which such firms discard: "slag" of a steelworks. */
const NARROWED = 0.97
/** How much more a waste code counts against a kind that the text does not name than against what it names: codes are often wrong, but "sludge" with the code of another sludge is that other one. */
const UNNAMED = 4
/** What is left of a reading that nothing else speaks for, where something speaks for another one. */
const UNSUPPORTED = 0.9

/** The materials that an offer may be of. */
export function offeredIn(index: SuggestIndex, said: Said, reading: Reading): Meant[] {
  const { catalogue } = index
  const { wasteCode } = said
  const read = readMeanings(index, reading, said)
  // A name that leaves out words of the surest one speaks of something else.
  const isOfAll = (one: (typeof read)[number]) =>
    read[0]!.read.at.every((place) => one.read.at.includes(place))
  const typical = typicalOf(catalogue, said, 'discards').filter(({ targetKind }) => targetKind === 'material')
  const carriers = carriersOf(catalogue, wasteCode)
  const isCarrier = (id: string) => carriers.some((carrier) => carrier.id === id)
  const silence = 1 - Math.min(1, (read[0]?.sureness ?? 0) / CLEAR)
  const lineage = (id: string) => [id, ...ancestorsOf(catalogue, 'material', id)]
  const isSupported = (id: string) =>
    isCarrier(id) ||
    typical.some(({ target }) => lineage(target).includes(id) || lineage(id).includes(target))
  const agreed = (id: string) => agreementWith(catalogue, wasteCode, id)
  const isAnySupported = read.some(({ id }) => isSupported(id))
  const meant: Meant[] = read.map((one) => ({
    ...one,
    sureness: one.sureness * agreed(one.id) * (isAnySupported && !isSupported(one.id) ? UNSUPPORTED : 1),
  }))
  for (const { target, sureness, sector, wasteCodes } of typical) {
    const named = read.find((one) => isOfAll(one) && lineage(target).includes(one.id))
    const isCoded = wasteCode !== null && (wasteCodes.includes(wasteCode) || isCarrier(target))
    const apart = BESIDE + (INSTEAD - BESIDE) * silence
    const narrowed = named && named.sureness * (0.5 + sureness / 2)
    const exact = named?.id === target ? (1 + sureness) / 2 : 0
    meant.push({
      kind: 'material',
      id: target,
      sureness: narrowed
        ? NARROWED * Math.max(narrowed, exact) * agreed(target) ** (exact ? 1 : UNNAMED)
        : sureness * (isCoded ? Math.min(1, apart * 1.4) : apart),
      because: isCoded && !named ? 'code' : 'sector',
      by: isCoded && !named ? wasteCode : sector,
      read: named?.read ?? null,
      isNamed: named?.id === target,
    })
  }
  for (const { id, sureness } of carriers) {
    const wider = read.find((one) => isOfAll(one) && one.id !== id && lineage(id).includes(one.id))
    meant.push({
      kind: 'material',
      id,
      sureness: wider ? wider.sureness * (0.6 + 0.3 / Math.sqrt(carriers.length)) : sureness * silence,
      because: 'code',
      by: wasteCode ?? '',
      read: wider?.read ?? null,
      isNamed: false,
    })
  }
  return meant
}
