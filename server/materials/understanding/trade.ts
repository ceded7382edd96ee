import type { Catalogue } from '../catalogue.ts'
import {
  earlierMeaningOf,
  profileOf,
  sectorOf,
  sectorsIn,
  type ProfileEntry,
  type SectorReading,
} from '../profile.ts'
import type { Said } from './understand.ts'

/** A sector that somebody may belong to, and how surely. */
interface Belonging {
  sector: string
  sureness: number
}

/** What is left of a sector that only its code names, beside one that the text names within it. */
const BY_CODE = 0.8
/** What is left of each thing that a code may mean, whose meaning hangs on the edition of NACE. */
const EITHER = 0.9
/** What is left of a sector that the text names and that the code does not confirm. */
const UNCONFIRMED = 0.85
/** And of rows that speak of a wider sector. */
const INDIRECT = 0.85
/** What is left of a sector that only the text names, without a code. */
const UNCODED = 0.95
/** How much hangs on how surely the text was read: other words beside a name, such as that of a firm, take little away. */
const READ = 0.2
/** Readings of a trade beside the best one have to come this near to it. */
const NEAR = 0.85

/** The sectors that a trade belongs to by its words and codes, surest first. */
function belongingsOf(catalogue: Catalogue, { trade, nace }: Pick<Said, 'trade' | 'nace'>): Belonging[] {
  const meanings = nace.map((code) => meaningsOf(catalogue, code))
  const codes = meanings.flat()
  const isNear = (sector: string, code: string) => {
    const [own, other] = [sector, code].map((one) => catalogue.branches.get(one)?.nace ?? one)
    return own === other || own!.startsWith(other!) || other!.startsWith(own!)
  }
  const isConfirmed = (sector: string) => codes.some((code) => isNear(sector, code))
  const found = sectorsIn(catalogue, trade)
  const best = found[0]?.confidence ?? 0
  // "Metal recycling" is no recycling of whatever there is.
  const isPart = (one: SectorReading) =>
    found.some(
      ({ words, confidence }) =>
        confidence > one.confidence &&
        words.length > one.words.length &&
        one.words.every((word) => words.includes(word)),
    )
  const readings = found.filter((one) => !isPart(one) && !isWiderThanOther(catalogue, one, found))
  const named = readings
    .filter(({ confidence }) => confidence >= best * NEAR)
    .map(({ sector, confidence }) => ({
      sector,
      sureness:
        (1 - READ + READ * confidence) *
        (codes.length === 0 ? UNCODED : isConfirmed(sector) ? 1 : UNCONFIRMED),
    }))
  const coded = meanings
    .flatMap((all) => {
      const agreeing = all.filter((code) => named.some(({ sector }) => isNear(sector, code)))
      const left = agreeing.length > 0 ? agreeing : all
      return left.map((sector) => ({ sector, sureness: BY_CODE * (left.length > 1 ? EITHER : 1) }))
    })
    .filter(({ sector }) => !named.some((one) => one.sector === sector))
    .map(({ sector, sureness }) => ({
      sector,
      sureness: sureness * (named.some((one) => isConfirmed(one.sector)) ? BY_CODE : 1),
    }))
  return [...named, ...coded].sort((a, b) => b.sureness - a.sureness)
}

/** What a NACE code means, in today's edition and, where that was something else, in the one before. */
function meaningsOf(catalogue: Catalogue, code: string): string[] {
  const now = sectorOf(catalogue, code)
  if (now === null) return []
  const before = earlierMeaningOf(now)
  return before === undefined ? [now] : [now, before]
}

/** A class of which the text names a kind of plant at least as surely: "silica plant" is no inorganic chemistry at large. */
const isWiderThanOther = (
  { branches }: Catalogue,
  one: SectorReading,
  found: readonly SectorReading[],
): boolean =>
  found.some(({ sector, confidence }) => {
    const nace = branches.get(sector)?.nace
    return (
      nace !== undefined && nace !== sector && confidence >= one.confidence && nace.startsWith(one.sector)
    )
  })

/** What firms of a trade typically discard or take, each with how typical it is and how surely the trade was read. */
export function typicalOf(
  catalogue: Catalogue,
  said: Pick<Said, 'trade' | 'nace'>,
  direction: 'discards' | 'takes',
): (Pick<ProfileEntry, 'targetKind' | 'target' | 'wasteCodes'> & { sector: string; sureness: number })[] {
  return belongingsOf(catalogue, said).flatMap(({ sector, sureness }) =>
    (profileOf(catalogue, sector)?.[direction] ?? []).map(
      ({ targetKind, target, wasteCodes, weight, indirect }) => ({
        targetKind,
        target,
        wasteCodes,
        sector,
        sureness: sureness * weight * (indirect ? INDIRECT : 1),
      }),
    ),
  )
}
