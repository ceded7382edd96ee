import type { Db } from '../../../db/open.ts'
import type { Actor, Clock } from '../../journal/write.ts'
import { registerOrganisations } from '../../organisations/register.ts'
import { publishAll, type Outcome } from '../publish.ts'
import { holdByRef } from '../store.ts'
import type { RefusedCell } from './cells.ts'
import { readTable } from './read.ts'
import { rowReader, type GoodRow, type ReadRow, type Tools } from './read-row.ts'

export interface ImportFile {
  bytes: Uint8Array
  /** Reads the file and tells what would happen, but keeps nothing. */
  dryRun?: boolean
}

export interface ImportTools extends Tools {
  /** Told after every batch how many rows are through. */
  progress?: (done: number, total: number) => void
}

/** What became of the rows; every row is counted once. */
export interface ImportReport {
  counts: Record<Outcome | 'refused', number>
  refused: RefusedCell[]
  /** Sheets of a workbook that were not read. */
  ignoredSheets: string[]
}

const ROWS_A_BATCH = 500

class DryRun extends Error {}

/**
 * Imports a file of listings in one transaction: good rows go in, refused rows are reported cell by cell, and when
 * anything else goes wrong nothing of the file stays. A row whose ref is known changes nothing unless its content did.
 * @throws Refusal when the file as a whole cannot be read
 */
export async function importListings(
  db: Db,
  actor: Actor,
  { bytes, dryRun = false }: ImportFile,
  clock: Clock,
  tools: ImportTools,
): Promise<ImportReport> {
  const { rows, ignored } = await readTable(bytes)
  const report: ImportReport = {
    counts: { created: 0, revised: 0, unchanged: 0, refused: 0 },
    refused: [],
    ignoredSheets: ignored,
  }
  const readRow = rowReader(tools)
  try {
    await db.transaction(async (tx) => {
      for (let start = 0; start < rows.length; start += ROWS_A_BATCH) {
        const batch = rows.slice(start, start + ROWS_A_BATCH).map(readRow)
        await takeIn(tx, actor, batch, clock, tools, report)
        tools.progress?.(Math.min(start + ROWS_A_BATCH, rows.length), rows.length)
      }
      if (dryRun) throw new DryRun()
    })
  } catch (error) {
    if (!(error instanceof DryRun)) throw error
  }
  return report
}

async function takeIn(
  db: Db,
  actor: Actor,
  batch: readonly ReadRow[],
  clock: Clock,
  { catalogue }: Tools,
  report: ImportReport,
): Promise<void> {
  const good = batch.flatMap(({ good }) => good ?? [])
  const organisationIds = await registerOrganisations(
    db,
    actor,
    good.map(({ registration }) => registration),
    clock,
  )
  const idOf = ({ registration }: GoodRow) => organisationIds.get(registration.ref)!
  const held = await holdByRef(
    db,
    good.map(({ publication }) => publication.ref),
  )
  const own = good.filter((row) => {
    const owner = held.get(row.publication.ref)?.organisationId ?? idOf(row)
    if (owner !== idOf(row)) row.cells.refuse('ref', 'ref_taken')
    return owner === idOf(row)
  })
  const published = await publishAll(
    db,
    actor,
    own.map((row) => ({
      organisationId: idOf(row),
      publication: row.publication,
      inferredFrom: row.inferredFrom,
    })),
    clock,
    catalogue,
  )
  for (const { outcome } of published) report.counts[outcome]++
  report.counts.refused += batch.length - own.length
  report.refused.push(...batch.flatMap(({ cells }) => cells.refused))
}
