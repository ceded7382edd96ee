import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import type { RefusedCell } from '../listings/import/cells.ts'
import { cellsOf, type Cells } from '../listings/import/cells.ts'
import { rowReader } from '../listings/import/read-row.ts'
import type { TableRow } from '../listings/import/table.ts'
import type { Publication } from '../listings/schema.ts'
import type { Catalogue } from '../materials/catalogue.ts'
import type { Registration } from '../organisations/register.ts'

const FOLDER = join(import.meta.dirname, '../../db/demo')
const ORGANISATIONS = 'organisations.csv'
const LISTINGS = 'listings.csv'

/** The fictional region as its two files state it. */
export interface DemoRegion {
  organisations: Registration[]
  listings: DemoListing[]
}

export interface DemoListing {
  /** Ref of its organisation. */
  organisation: string
  publication: Publication & { ref: string }
}

/**
 * Reads the demonstration region. Its listings are rows of an import file that take their organisation's cells from a
 * table of its own, and are judged by the same reader.
 * @throws Error that names the first cell that cannot be used
 */
export function readRegion(catalogue: Catalogue): DemoRegion {
  const organisations = new Map(
    tableOf(ORGANISATIONS).map((row) => [row.cells['organisation_ref'] ?? '', row] as const),
  )
  const readRow = rowReader({ catalogue, recognise: () => ({ targets: [], closest: [] }) })
  const registrations = new Map<string, Registration>()
  const listings = tableOf(LISTINGS).map(({ line, cells }): DemoListing => {
    const owner = organisations.get(cells['organisation_ref'] ?? '')
    if (!owner) throw new Error(`${LISTINGS}, line ${line}: no organisation ${cells['organisation_ref']}`)
    const { good, cells: read } = readRow({ line, cells: { ...owner.cells, ...cells }, fault: null })
    if (!good) throw unusable(LISTINGS, read.refused)
    const registration = registrationOf(good.registration, owner)
    registrations.set(registration.ref, registration)
    return { organisation: registration.ref, publication: good.publication }
  })
  return { organisations: [...registrations.values()], listings }
}

function tableOf(file: string): TableRow[] {
  const text = readFileSync(join(FOLDER, file), 'utf8')
  const { data } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true })
  return data.map((cells, index) => ({ line: index + 2, cells, fault: null }))
}

/** What an import cannot say of an organisation, since it would be the importer's word for it. */
function registrationOf(imported: Registration, row: TableRow): Registration {
  const cells = cellsOf(row)
  const registration: Registration = {
    ...imported,
    ref: `demo:${row.cells['organisation_ref']}`,
    nameHidden: cells.yesOrNo('name_hidden') ?? false,
    verified: cells.yesOrNo('verified') ?? false,
    completedExchanges: cells.number('completed_exchanges') ?? 0,
    permits: permitsOf(cells),
    demonstration: true,
  }
  if (cells.refused.length > 0) throw unusable(ORGANISATIONS, cells.refused)
  return registration
}

/** Permits are `CODE/OPERATION`, joined by `|`; their numbers are as fictional as their holder. */
const permitsOf = (cells: Cells): NonNullable<Registration['permits']> =>
  (cells.word('permits')?.split('|') ?? []).map((permit, index) => {
    const [wasteCode = '', operation] = permit.split('/')
    return { number: `DEMO-${index + 1}`, wasteCode, operation: operation ?? null }
  })

function unusable(file: string, refused: readonly RefusedCell[]): Error {
  const [first] = refused
  return new Error(`${file}, line ${first?.line}, ${first?.column} "${first?.value}": ${first?.code}`)
}
