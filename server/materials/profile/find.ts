import type { Catalogue } from '../catalogue.ts'
import { sectorsIn } from './recognise.ts'

/** A trade as somebody would name it, with the NACE code that it goes by. */
export interface FoundSector {
  code: string
  names: { en: string; ka: string | null }
}

const MOST_FOUND = 8
/** Fewer letters are in too many names. */
const LEAST_LETTERS = 3

/**
 * Trades by an everyday name, by a part of one, or by the beginning of a code; of several names for one code the first
 * that fits.
 */
export function findSectors(catalogue: Catalogue, text: string): FoundSector[] {
  const wanted = text.normalize('NFC').trim().toLowerCase()
  const found = /^\d[\d.]*$/.test(wanted)
    ? byCode(catalogue, wanted)
    : [...byName(catalogue, wanted), ...byPartOfName(catalogue, wanted)]
  const first = new Map<string, FoundSector>()
  for (const sector of found) if (!first.has(sector.code)) first.set(sector.code, sector)
  return [...first.values()].slice(0, MOST_FOUND)
}

const classesOf = ({ sectors }: Catalogue): FoundSector[] =>
  [...sectors.values()].filter(({ retired, level }) => !retired && level === 'class')

const plantsOf = ({ branches, sectors }: Catalogue): FoundSector[] =>
  [...branches.values()]
    .filter(({ retired, nace }) => !retired && sectors.has(nace))
    .map(({ nace, names }) => ({ code: nace, names }))

/** Under their everyday names, where they have any. */
function byCode(catalogue: Catalogue, start: string): FoundSector[] {
  return [...plantsOf(catalogue), ...classesOf(catalogue)]
    .filter(({ code }) => code.startsWith(start))
    .toSorted((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0))
}

function byName(catalogue: Catalogue, text: string): FoundSector[] {
  return sectorsIn(catalogue, text, MOST_FOUND).flatMap(({ sector }) => {
    const branch = catalogue.branches.get(sector)
    const official = catalogue.sectors.get(branch?.nace ?? sector)
    return official ? [{ code: official.code, names: branch?.names ?? official.names }] : []
  })
}

function byPartOfName(catalogue: Catalogue, part: string): FoundSector[] {
  if (part.length < LEAST_LETTERS) return []
  return [...plantsOf(catalogue), ...classesOf(catalogue)].filter(({ names }) =>
    `${names.en} ${names.ka ?? ''}`.toLowerCase().includes(part),
  )
}
