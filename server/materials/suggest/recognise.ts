import { ancestorsOf } from '../lookups.ts'
import type { Catalogue } from '../catalogue.ts'
import { readText, type Candidate, type Reading } from './candidates.ts'
import { materialsOfCode } from './codes.ts'
import { buildIndex, type SuggestIndex, type Target } from './phrases.ts'
import { rankTargets } from './suggest.ts'

/** What a listing says of its material in words. */
export interface ListingText {
  kind: 'offer' | 'need'
  title: string
  description: string
  wasteCode: string | null
  lang: 'ka' | 'en'
}

/** A material or use found in a text; `factor` is its share in an offer, its weight in a need. */
export interface FoundTarget {
  targetKind: Target['kind']
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

interface Found extends Target {
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
const SURE = { title: 0.6, description: 0.75 }
/** A name has to explain this share of its own words anew to stand beside those that were taken already. */
const NEW_SHARE = 0.4
/** Weight of what a need names only in its description, or only as the purpose of a material that it names. */
const BY_THE_WAY = 0.7
/** What the waste code and the description add to a material that they speak for. */
const BONUS = { code: 0.15, description: 0.1 }
/** What is left of a material whose hazard is not that of the waste code. */
const OTHER_HAZARD = 0.6
/** Another form of a word is still the whole name. */
const WHOLE = 0.95
const CLOSEST = 3

/** Makes the function that finds what an imported listing offers or wants. */
export function recogniserOf(
  catalogue: Catalogue,
  index: SuggestIndex = buildIndex(catalogue),
): (listing: ListingText) => Recognition {
  return (listing) => {
    const title = foundIn(index, listing.title, listing)
    const description = foundIn(index, listing.description, listing)
    const targets =
      listing.kind === 'offer'
        ? offered(catalogue, title, description, listing.wasteCode)
        : needed(catalogue, title, description)
    if (title.length + description.length === 0 && listing.wasteCode !== null)
      return byCode(catalogue, listing.wasteCode)
    const closest = [...title, ...description].sort((a, b) => b.confidence - a.confidence)
    return { targets, closest: [...new Set(closest.map(({ id }) => id))].slice(0, CLOSEST) }
  }
}

/** Where words say nothing: the material that all others of the code are kinds of; without one the most general few. */
function byCode(catalogue: Catalogue, code: string): Recognition {
  const { whole, ids } = materialsOfCode(catalogue, code)
  return {
    targets: whole ? [{ targetKind: 'material', target: whole, factor: 1, inferredFrom: code }] : [],
    closest: ids.slice(0, CLOSEST),
  }
}

function foundIn(index: SuggestIndex, text: string, { kind, lang, wasteCode }: ListingText): Found[] {
  const reading = readText(index, text, false)
  return rankTargets(index, reading, { text, kind, lang, wasteCode }).map((candidate) => ({
    ...index.targets[candidate.phrase.target]!,
    confidence: candidate.confidence,
    at: candidate.at,
    value: candidate.confidence ** 2 * candidate.weight,
    isWhole: candidate.coverage > WHOLE,
    isPurpose: isPurpose(reading, candidate),
    isAside: candidate.at.every((place) => reading.words[place]!.scope === 'aside'),
    words: candidate.at.map((place) => reading.words[place]!.text).join(' '),
  }))
}

const isPurpose = ({ words }: Reading, { at }: Candidate) =>
  at.some((place) => words[place]!.scope === 'purpose')

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
function offered(
  catalogue: Catalogue,
  title: readonly Found[],
  description: readonly Found[],
  wasteCode: string | null,
): FoundTarget[] {
  const things = title.filter(({ isAside }) => !isAside)
  const supported = (things.some(({ confidence }) => confidence >= SURE.title) ? things : title).map(
    (found) => ({
      ...found,
      confidence: withEvidence(catalogue, found, description, wasteCode),
    }),
  )
  const named = explaining(
    supported.sort((a, b) => b.confidence - a.confidence),
    SURE.title,
  )
  const parts = named.length > 0 ? named : explaining(description, SURE.description).slice(0, 1)
  return parts.map((part) => asTarget(part, equalShare(parts.length)))
}

function withEvidence(
  { materials, wasteCodes }: Catalogue,
  { id, confidence }: Found,
  description: readonly Found[],
  wasteCode: string | null,
): number {
  const codes = materials.get(id)?.wasteCodes ?? []
  const isHazardous = (code: string) => wasteCodes.get(code)?.hazardous ?? false
  const isContradicted =
    wasteCode !== null &&
    codes.length > 0 &&
    codes.every((code) => isHazardous(code) !== isHazardous(wasteCode))
  const bonus =
    (wasteCode !== null && codes.includes(wasteCode) ? BONUS.code : 0) +
    (description.some((other) => other.id === id) ? BONUS.description : 0)
  return (confidence + bonus) * (isContradicted ? OTHER_HAZARD : 1)
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

const isRelated = (catalogue: Catalogue, kind: Target['kind'], a: string, b: string) =>
  a === b || ancestorsOf(catalogue, kind, b).includes(a)

/** The share of one of so many parts, rounded down so that together they never exceed the whole. */
export const equalShare = (parts: number): number => Math.floor(1000 / parts) / 1000

const asTarget = ({ kind, id, words }: Found, factor: number): FoundTarget => ({
  targetKind: kind,
  target: id,
  factor,
  inferredFrom: words,
})
