import type { Catalogue, SectorProfileRow } from '../catalogue.ts'

/** One thing that a sector typically discards or takes. */
export interface ProfileEntry extends Omit<SectorProfileRow, 'retired' | 'replacedBy' | 'direction'> {
  /** The row speaks of a wider sector than the one asked for, or was gathered from narrower ones. */
  indirect: boolean
}

export interface SectorProfile {
  /** The branch or NACE code asked for. */
  sector: string
  /** Its NACE code. */
  nace: string
  names: { en: string; ka: string | null }
  /** Most typical first. */
  discards: ProfileEntry[]
  takes: ProfileEntry[]
}

/** What is left of a weight that was found in only some of the narrower sectors. */
const GATHERED = 0.5

/**
 * What a branch or NACE sector typically discards and takes.
 * Rows of the narrowest sector count first, a wider one adds what they do not name. What only some of the kinds of
 * plant within the sector have is gathered last, at half its weight; a whole section gathers nothing.
 * @param code a branch, or a NACE code in any usual form (23.51, 2351, C23.51, a former code)
 * @returns null when the catalogue does not know the sector
 */
export function profileOf(catalogue: Catalogue, code: string): SectorProfile | null {
  const sector = sectorOf(catalogue, code)
  if (sector === null) return null
  const { rows, below } = indexOf(catalogue)
  const branch = catalogue.branches.get(sector)
  const nace = branch?.nace ?? sector
  const entries = new Map<string, SectorProfileRow & { indirect: boolean }>()
  const keyOf = (row: SectorProfileRow) => `${row.direction} ${row.targetKind} ${row.target}`
  for (const level of new Set([sector, nace, ...sectorsAbove(catalogue, nace)]))
    for (const row of rows.get(level) ?? [])
      if (!entries.has(keyOf(row))) entries.set(keyOf(row), { ...row, indirect: level !== sector })
  const named = new Set(entries.keys())
  for (const narrower of below.get(sector) ?? [])
    for (const row of rows.get(narrower) ?? []) {
      const weight = row.weight * GATHERED
      if (named.has(keyOf(row)) || (entries.get(keyOf(row))?.weight ?? 0) >= weight) continue
      entries.set(keyOf(row), { ...row, weight, indirect: true })
    }
  const inOrder = [...entries.values()].sort((a, b) => b.weight - a.weight || (a.target < b.target ? -1 : 1))
  return {
    sector,
    nace,
    names: branch?.names ?? catalogue.sectors.get(sector)?.names ?? { en: sector, ka: null },
    discards: inOrder.filter(({ direction }) => direction === 'discards'),
    takes: inOrder.filter(({ direction }) => direction === 'takes'),
  }
}

/** The branch or current NACE code that somebody means by a code; null for none. */
export function sectorOf(catalogue: Catalogue, code: string): string | null {
  const written = code.trim()
  if (catalogue.branches.has(written)) return written
  const digits = written.replace(/^[A-V](?=\d)/i, '').replaceAll('.', '')
  const dotted = /^\d{3,4}$/.test(digits) ? `${digits.slice(0, 2)}.${digits.slice(2)}` : digits
  const found = [dotted, ...widerOf(dotted), written.toUpperCase()]
    .map((form) => catalogue.sectors.get(form))
    .find((sector) => sector !== undefined)
  if (!found) return null
  return found.retired ? found.replacedBy : found.code
}

/** Group and division by their digits: lists write 2610 for a whole group, and other editions have classes of their own. */
const widerOf = (dotted: string): string[] =>
  /^\d{2}\.\d/.test(dotted) ? [dotted.slice(0, 4), dotted.slice(0, 2)] : []

/** The groups, division and section above a NACE code, nearest first. */
export function sectorsAbove(catalogue: Catalogue, nace: string): string[] {
  const above: string[] = []
  let next = catalogue.sectors.get(nace)?.parent
  while (next && !above.includes(next)) {
    above.push(next)
    next = catalogue.sectors.get(next)?.parent
  }
  return above
}

interface Index {
  /** By branch or NACE code. */
  rows: Map<string, SectorProfileRow[]>
  /** Everything narrower than a division, group or class that has rows. */
  below: Map<string, string[]>
}

const indexes = new WeakMap<Catalogue, Index>()

/** Built on first use and kept as long as the catalogue is. */
function indexOf(catalogue: Catalogue): Index {
  const known = indexes.get(catalogue)
  if (known) return known
  const rows = Map.groupBy(
    catalogue.sectorProfiles.filter(({ retired }) => !retired),
    ({ sector }) => sector,
  )
  const below = new Map<string, string[]>()
  for (const narrower of rows.keys()) {
    const nace = catalogue.branches.get(narrower)?.nace ?? narrower
    for (const wider of [nace, ...sectorsAbove(catalogue, nace)])
      if (wider !== narrower && wider.length > 1) below.set(wider, [...(below.get(wider) ?? []), narrower])
  }
  const index = { rows, below }
  indexes.set(catalogue, index)
  return index
}
