import type { Catalogue } from '../../materials/catalogue.ts'
import type { Registration } from '../../organisations/register.ts'
import type { Publication } from '../schema.ts'
import { cellsOf, type Cells } from './cells.ts'
import { judge } from './judge.ts'
import { readTargets, thingNames } from './named.ts'
import { placeNames } from './place.ts'
import { onceForEachText, type Recogniser } from './recogniser.ts'
import { readOrganisation, readStatement, type Statement } from './row.ts'
import type { TableRow } from './table.ts'

/** What it takes to understand a row. */
export interface Tools {
  catalogue: Catalogue
  recognise: Recogniser
  /** All rows belong to this organisation, whatever a column says. */
  organisationId?: number
}

/** A row that can be published. */
export interface GoodRow {
  cells: Cells
  registration: Registration
  publication: Publication & { ref: string }
  inferredFrom: Record<string, string>
}

/** A row that was read; `good` is null when one of its cells was refused. */
export interface ReadRow {
  cells: Cells
  good: GoodRow | null
}

/** Stands where no organisation is read from the row. */
const NOT_READ: Registration = { ref: '', name: '', kind: 'business' }

/** Begins the reading of one file; the reader remembers the refs that it met. */
export function rowReader({ catalogue, organisationId, ...tools }: Tools): (row: TableRow) => ReadRow {
  const words = { places: placeNames(catalogue.municipalities), things: thingNames(catalogue) }
  const recognise = onceForEachText(tools.recognise)
  const lineOfRef = new Map<string, number>()

  return (row) => {
    const cells = cellsOf(row)
    if (row.fault) {
      cells.refuse('', row.fault.code, row.fault.params)
      return { cells, good: null }
    }
    const registration = organisationId === undefined ? readOrganisation(cells, catalogue.sectors) : NOT_READ
    const statement = readStatement(cells, catalogue, words)
    const found = statement && targetsOf(statement, registration?.sector ?? null)
    const publication = found && { ...statement, targets: found.targets }
    if (publication) judge(cells, publication, catalogue)
    if (statement) refuseRepeated(statement.ref, cells)
    const isGood = registration && publication && cells.refused.length === 0
    return {
      cells,
      good: isGood ? { cells, registration, publication, inferredFrom: found.inferredFrom } : null,
    }

    function targetsOf(
      statement: Statement,
      nace: string | null,
    ): { targets: Publication['targets']; inferredFrom: Record<string, string> } | undefined {
      if (row.cells['material']?.trim()) {
        const targets = readTargets(cells, statement.kind, words.things)
        return targets && { targets, inferredFrom: {} }
      }
      if ((statement.resourceKind ?? 'material') !== 'material') return { targets: [], inferredFrom: {} }
      const { targets, closest } = recognise({
        kind: statement.kind,
        title: statement.title,
        description: statement.description ?? '',
        wasteCode: statement.wasteCode ?? null,
        nace,
        lang: statement.textLanguage ?? 'en',
      })
      if (targets.length === 0)
        return cells.refuse('title', 'material_not_recognised', { nearest: closest.join(', ') })
      return {
        targets: targets.map(({ targetKind, target, factor }) => ({ kind: targetKind, id: target, factor })),
        inferredFrom: Object.fromEntries(
          targets.map(({ targetKind, target, inferredFrom }) => [`${targetKind}/${target}`, inferredFrom]),
        ),
      }
    }
  }

  function refuseRepeated(ref: string, cells: Cells): void {
    const earlier = lineOfRef.get(ref)
    if (earlier === undefined) lineOfRef.set(ref, cells.line)
    else cells.refuse('ref', 'repeated', { line: earlier })
  }
}
