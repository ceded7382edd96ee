import { setImmediate } from 'node:timers/promises'
import type { Db } from '../../../db/open.ts'
import { partsOf } from '../../../db/parts.ts'
import type { Actor, Clock } from '../../journal/write.ts'
import { registerOrganisations } from '../../organisations/register.ts'
import { Refusal } from '../../refusals.ts'
import type { Changed, Progress } from '../changed.ts'
import { publishAll, type Outcome, type Published } from '../publish.ts'
import { holdByRef } from '../store.ts'
import type { RefusedCell } from './cells.ts'
import { REQUIRED_COLUMNS, REQUIRED_OF_ONE } from './columns.ts'
import { readTable } from './read.ts'
import type { TableRow } from './table.ts'
import { rowReader, type GoodRow, type ReadRow, type Tools } from './read-row.ts'

export interface ImportFile {
  bytes: Uint8Array
  /** Reads the file and tells what would happen, but keeps nothing. */
  dryRun?: boolean
}

export interface ImportTools extends Tools {
  /** Told after every batch. */
  progress?: Progress
  /** Asked after every batch; a row that it refuses is reported, and the others go in. */
  refuse: Changed
  /** Told once of everything that changed, in the transaction that changes it. */
  changed: Changed
  /** The organisations among these in whose name nobody may write here. */
  foreignAmong?: (db: Db, organisationIds: readonly number[]) => Promise<ReadonlySet<number>>
}

/** What became of the rows; every row is counted once. */
export interface ImportReport {
  counts: Record<Outcome | 'refused', number>
  refused: RefusedCell[]
  /** The rows that did not go in, as they stand in the file. */
  refusedRows: TableRow[]
  /** Sheets of a workbook that were not read. */
  ignoredSheets: string[]
}

const ROWS_A_BATCH = 500
/** Reading a row takes milliseconds; others get their turn in between. */
const ROWS_AT_A_STRETCH = 20

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
  const isOfOne = tools.organisationId !== undefined
  const { rows, ignored } = await readTable(bytes, isOfOne ? REQUIRED_OF_ONE : REQUIRED_COLUMNS)
  const report: ImportReport = {
    counts: { created: 0, revised: 0, unchanged: 0, refused: 0 },
    refused: [],
    refusedRows: [],
    ignoredSheets: ignored,
  }
  const readRow = rowReader(tools)
  try {
    await db.transaction(async (tx) => {
      const changed: number[] = []
      let done = 0
      for (const part of partsOf(rows, ROWS_A_BATCH)) {
        const batch: Batch = []
        for (const row of part) {
          batch.push({ row, ...readRow(row) })
          if (batch.length % ROWS_AT_A_STRETCH === 0) await setImmediate()
        }
        changed.push(...(await takeIn(tx, actor, batch, clock, tools, report)))
        tools.progress?.((done += part.length), rows.length)
      }
      if (dryRun) throw new DryRun()
      if (changed.length === 0) return
      await tools.changed(tx, changed, (done, total) => tools.progress?.(done, total, 'partners'))
    })
  } catch (error) {
    if (!(error instanceof DryRun)) throw error
  }
  return report
}

type Batch = ({ row: TableRow } & ReadRow)[]

/** Takes the good rows of a batch in and reports on all; returns the listings that changed. */
async function takeIn(
  db: Db,
  actor: Actor,
  batch: Readonly<Batch>,
  clock: Clock,
  tools: ImportTools,
  report: ImportReport,
): Promise<number[]> {
  const good = batch.flatMap(({ good: row }) => row ?? [])
  const idOf = await ownersOf(db, actor, good, clock, tools)
  const held = await holdByRef(
    db,
    good.map(({ publication }) => publication.ref),
  )
  const foreign = await tools.foreignAmong?.(db, [...new Set(good.map(idOf))])
  for (const row of good) {
    const owner = held.get(row.publication.ref)?.organisationId ?? idOf(row)
    if (owner !== idOf(row)) row.cells.refuse('ref', 'ref_taken')
    if (foreign?.has(idOf(row))) row.cells.refuse('organisation', 'consent_missing')
  }
  const isSound = ({ cells }: Pick<ReadRow, 'cells'>) => cells.refused.length === 0
  const published = await publishSound(db, actor, good.filter(isSound), { idOf, held }, clock, tools)
  for (const { outcome } of published) report.counts[outcome]++
  const refused = batch.filter((row) => !isSound(row))
  report.counts.refused += refused.length
  report.refusedRows.push(...refused.map(({ row }) => row))
  report.refused.push(...refused.flatMap(({ cells }) => cells.refused))
  return changedAmong(published)
}

const changedAmong = (published: readonly Published[]): number[] =>
  published.flatMap(({ id, outcome }) => (outcome === 'unchanged' ? [] : [id]))

/** Registers whose listings the rows are; returns what finds the organisation of a row. */
async function ownersOf(
  db: Db,
  actor: Actor,
  good: readonly GoodRow[],
  clock: Clock,
  { organisationId }: Tools,
): Promise<(row: GoodRow) => number> {
  if (organisationId !== undefined) return () => organisationId
  const registrations = good.map(({ registration }) => registration)
  const ids = await registerOrganisations(db, actor, registrations, clock)
  return ({ registration }) => ids.get(registration.ref)!
}

/** Publishes rows; one that would fall below what is agreed of its listing is refused, and the others are tried again. */
async function publishSound(
  db: Db,
  actor: Actor,
  sound: readonly GoodRow[],
  { idOf, held }: { idOf: (row: GoodRow) => number; held: Awaited<ReturnType<typeof holdByRef>> },
  clock: Clock,
  tools: ImportTools,
): Promise<Published[]> {
  try {
    return await db.transaction(async (tx) => {
      const entries = sound.map((row) => ({
        organisationId: idOf(row),
        publication: row.publication,
        inferredFrom: row.inferredFrom,
      }))
      const published = await publishAll(tx, actor, entries, clock, tools.catalogue)
      const changed = changedAmong(published)
      if (changed.length > 0) await tools.refuse(tx, changed)
      return published
    })
  } catch (error) {
    const listing =
      error instanceof Refusal && error.code === 'listing_below_agreed' ? error.params['listing'] : null
    const below = sound.find(
      ({ publication }) => listing !== null && held.get(publication.ref)?.id === listing,
    )
    if (!below) throw error
    below.cells.refuse('quantity', 'listing_below_agreed')
    const rest = sound.filter((row) => row !== below)
    return publishSound(db, actor, rest, { idOf, held }, clock, tools)
  }
}
