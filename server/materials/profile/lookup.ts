import type { Branch, Catalogue, SectorProfileRow } from '../catalogue.ts'

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
 * Rows of the narrowest sector count first; a wider one adds what they do not name. A sector that nothing speaks of
 * below its section gathers the rows of its narrower ones, at half their weight.
 * @param code a branch, or a NACE code in any usual form (23.51, 2351, C23.51, a former code)
 * @returns null when the catalogue does not know the sector
 */
export function profileOf(catalogue: Catalogue, code: string): SectorProfile | null {
  const sector = sectorOf(catalogue, code)
  if (sector === null) return null
  const { branches, rows } = indexOf(catalogue)
  const branch = catalogue.branches.get(sector)
  const nace = branch?.nace ?? sector
  const lineage = [...new Set([sector, nace, ...sectorsAbove(catalogue, nace)])]
  const spoken = lineage.some((level) => level.length > 1 && rows.has(level))
  const entries = new Map<string, ProfileEntry & Pick<SectorProfileRow, 'direction'>>()
  const add = (row: SectorProfileRow, weight: number) => {
    const key = `${row.direction} ${row.targetKind} ${row.target}`
    const known = entries.get(key)
    if (known && (spoken || known.weight >= weight)) return
    entries.set(key, { ...row, weight, indirect: row.sector !== sector })
  }
  if (spoken) for (const level of lineage) for (const row of rows.get(level) ?? []) add(row, row.weight)
  else {
    const below = [...catalogue.sectors.values(), ...branches].filter((row) => isBelow(catalogue, row, nace))
    for (const row of below)
      for (const found of rows.get('id' in row ? row.id : row.code) ?? []) add(found, found.weight * GATHERED)
    for (const level of lineage) for (const row of rows.get(level) ?? []) add(row, row.weight)
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
  const found = catalogue.sectors.get(dotted) ?? catalogue.sectors.get(written.toUpperCase())
  if (!found) return null
  return found.retired ? found.replacedBy : found.code
}

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

const isBelow = (catalogue: Catalogue, row: Branch | { code: string }, nace: string): boolean =>
  'id' in row
    ? row.nace === nace || sectorsAbove(catalogue, row.nace).includes(nace)
    : sectorsAbove(catalogue, row.code).includes(nace)

interface Index {
  branches: Branch[]
  rows: Map<string, SectorProfileRow[]>
}

const indexes = new WeakMap<Catalogue, Index>()

/** Built on first use and kept as long as the catalogue is. */
function indexOf(catalogue: Catalogue): Index {
  const known = indexes.get(catalogue)
  if (known) return known
  const index: Index = {
    // Those that are called by a code are found as sectors.
    branches: [...catalogue.branches.values()].filter(({ id, nace, retired }) => id !== nace && !retired),
    rows: Map.groupBy(
      catalogue.sectorProfiles.filter(({ retired }) => !retired),
      ({ sector }) => sector,
    ),
  }
  indexes.set(catalogue, index)
  return index
}
