import type { Catalogue } from '../catalogue.ts'
import { ancestorsOf } from '../lookups.ts'
import type { SuggestIndex } from '../reading/phrases.ts'
import { understanderOf, type Meant, type Understander, type Understood } from './understand.ts'

/** What a listing says of its material in words. */
export interface ListingText {
  kind: 'offer' | 'need'
  title: string
  description: string
  wasteCode: string | null
  /** NACE code of whoever says it. */
  nace: string | null
  lang: 'ka' | 'en'
}

/** A material or use found in a text; `factor` is its share in an offer, its weight in a need. */
export interface FoundTarget {
  targetKind: Meant['kind']
  target: string
  factor: number
  /** The words that carried it, as they stand in the text. */
  inferredFrom: string
}

/** What a listing offers or wants; `closest` helps whoever has to put it right when nothing was sure enough. */
export interface Recognition {
  targets: FoundTarget[]
  closest: string[]
}

interface Found extends Pick<Meant, 'kind' | 'id'> {
  confidence: number
  at: number[]
  /** How much of the text it explains. */
  value: number
  /** Nothing of its name is missing. */
  isWhole: boolean
  isPurpose: boolean
  /** Only said of where it comes from or what goes with it. */
  isAside: boolean
  words: string
}

/** How sure a title has to be; a description, which says much by the way, has to be surer. */
const SURE = { title: 0.6, description: 0.75, code: 0.7, apart: 0.2 }
/** A name has to explain this share of its own words anew to stand beside those that were taken already. */
const NEW_SHARE = 0.4
/** Weight of what a need names only in its description, or only as the purpose of a material that it names. */
const BY_THE_WAY = 0.7
/** What the description adds to a material that it speaks of as well. */
const BONUS = 0.1
/** Another form of a word is still the whole name. */
const WHOLE = 0.95
const CLOSEST = 3

/** Makes the function that finds what a listing offers or wants by its words, its waste code and its owner's trade. */
export function recogniserOf(index: SuggestIndex): (listing: ListingText) => Recognition {
  const understand = understanderOf(index)
  return (listing) => {
    const title = understoodOf(understand, listing.title, listing)
    const description = understoodOf(understand, listing.description, listing)
    const [inTitle, inDescription] = [foundIn(title), foundIn(description)]
    const { catalogue } = index
    const named =
      listing.kind === 'offer' ? offered(inTitle, inDescription) : needed(catalogue, inTitle, inDescription)
    const isSilent = inTitle.length + inDescription.length === 0
    const targets = isSilent ? byCode(title) : named
    const closest = isSilent
      ? title.meant.filter(({ because }) => because === 'code')
      : [...inTitle, ...inDescription].sort((a, b) => b.confidence - a.confidence)
    return { targets, closest: [...new Set(closest.map(({ id }) => id))].slice(0, CLOSEST) }
  }
}

const understoodOf = (
  understand: Understander,
  text: string,
  { kind, lang, wasteCode, nace }: ListingText,
): Understood => understand({ kind, text, wasteCode, trade: '', nace: nace === null ? [] : [nace], lang })

/** Where words say nothing: what the code means, when it is sure of one thing. */
function byCode({ meant }: Understood): FoundTarget[] {
  const [first, second] = meant.filter(({ because }) => because === 'code')
  if (!first || first.sureness < SURE.code || (second && second.sureness > first.sureness - SURE.apart))
    return []
  return [{ targetKind: first.kind, target: first.id, factor: 1, inferredFrom: first.by }]
}

/** What words of the text carried; a kind that only the owner's trade or the code made of it is left to them. */
const foundIn = ({ words, meant }: Understood): Found[] =>
  meant.flatMap(({ kind, id, sureness, isNamed, read }) =>
    read && isNamed
      ? {
          kind,
          id,
          confidence: sureness,
          at: read.at,
          value: sureness ** 2 * read.weight,
          isWhole: read.coverage > WHOLE,
          isPurpose: read.at.some((place) => words[place]!.scope === 'purpose'),
          isAside: read.at.every((place) => words[place]!.scope === 'aside'),
          words: read.at.map((place) => words[place]!.text).join(' '),
        }
      : [],
  )

/** Takes what explains most of a text, then what explains something else. */
function explaining(found: readonly Found[], sure: number): Found[] {
  const taken: Found[] = []
  const used = new Set<number>()
  for (const next of found.filter(({ confidence }) => confidence >= sure).sort((a, b) => b.value - a.value)) {
    const isNew = next.at.filter((place) => !used.has(place)).length / next.at.length >= NEW_SHARE
    if (!isNew) continue
    taken.push(next)
    for (const place of next.at) used.add(place)
  }
  return taken
}

/** One material, or the parts of what the title enumerates; the glue of "sawdust mixed with glue" is no part to sell. */
function offered(title: readonly Found[], description: readonly Found[]): FoundTarget[] {
  const things = title.filter(({ isAside }) => !isAside)
  const supported = (things.some(({ confidence }) => confidence >= SURE.title) ? things : title).map(
    (found) => ({
      ...found,
      confidence: found.confidence + (description.some(({ id }) => id === found.id) ? BONUS : 0),
    }),
  )
  const named = explaining(
    supported.sort((a, b) => b.confidence - a.confidence),
    SURE.title,
  )
  const parts = named.length > 0 ? named : explaining(description, SURE.description).slice(0, 1)
  return parts.map((part) => asTarget(part, equalShare(parts.length)))
}

/** Everything that the title names, and what the description adds to it. */
function needed(catalogue: Catalogue, title: readonly Found[], description: readonly Found[]): FoundTarget[] {
  const named = wanted(title, SURE.title)
  const namesMaterial = named.some(({ kind }) => kind === 'material')
  const targets = named.map((found) =>
    asTarget(found, found.kind === 'use' && found.isPurpose && namesMaterial ? BY_THE_WAY : 1),
  )
  const added = wanted(description, SURE.description).filter(
    ({ kind, id }) => !named.some((other) => other.kind === kind && isRelated(catalogue, kind, id, other.id)),
  )
  return [...targets, ...added.map((found) => asTarget(found, targets.length > 0 ? BY_THE_WAY : 1))]
}

/**
 * Materials and uses side by side. A use that only repeats a material ("PET bottles" for recycling) would take in
 * whatever else serves it, so it has to be named as such or as a purpose.
 */
function wanted(found: readonly Found[], sure: number): Found[] {
  const isMaterial = ({ kind }: Found) => kind === 'material'
  const materials = explaining(found.filter(isMaterial), sure)
  const uses = explaining(
    found.filter((use) => !isMaterial(use) && (use.isWhole || use.isPurpose || materials.length === 0)),
    sure,
  )
  const isOnlyUse = (material: Found) =>
    uses.some(
      (use) =>
        use.isWhole &&
        !use.isPurpose &&
        use.at.length > material.at.length &&
        material.at.every((place) => use.at.includes(place)),
    )
  return [...materials.filter((material) => !isOnlyUse(material)), ...uses]
}

const isRelated = (catalogue: Catalogue, kind: Meant['kind'], a: string, b: string) =>
  a === b || ancestorsOf(catalogue, kind, b).includes(a)

/** The share of one of so many parts, rounded down so that together they never exceed the whole. */
export const equalShare = (parts: number): number => Math.floor(1000 / parts) / 1000

const asTarget = ({ kind, id, words }: Found, factor: number): FoundTarget => ({
  targetKind: kind,
  target: id,
  factor,
  inferredFrom: words,
})
