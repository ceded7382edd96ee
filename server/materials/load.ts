import type { Db } from '../../db/open.ts'
import {
  areaDriver,
  branch,
  checklistItem,
  exchangeRate,
  factor,
  hazardProperty,
  material,
  municipality,
  operation,
  pathway,
  potential,
  process,
  region,
  rule,
  sector,
  sectorProfile,
  suitability,
  use,
  wasteCode,
} from '../../db/schema/index.ts'
import { leaveLine, type Actor, type Clock } from '../journal/write.ts'
import { CatalogueInvalid } from './problem.ts'
import { rebuildCompatibility } from './rebuild.ts'
import { readReference, REFERENCE_FOLDER } from './reference/read.ts'
import { typedReference, type Reference } from './reference/rows.ts'
import { referenceVersion } from './reference/version.ts'
import { shippedRows, type ShippedRows } from './shipped.ts'
import { holdCatalogue, loadedVersion, retireVanished, saveBoundaries, saveVersion, upsert } from './store.ts'
import { validate } from './validate.ts'

const LOADER: Actor = { id: 'system:catalogue' }

const CATALOGUE_TABLES = {
  wasteCode,
  operation,
  hazardProperty,
  sector,
  branch,
  use,
  process,
  material,
  suitability,
  pathway,
  sectorProfile,
  areaDriver,
  potential,
  checklistItem,
  rule,
  factor,
}

export interface CatalogueLoad {
  version: string
  /** False when the database held this version already. */
  changed: boolean
  /** Keys of shipped rows that the files no longer have, by table. */
  retired: Record<string, string[]>
  /** Rows of the closure; null when nothing changed. */
  compatibilities: number | null
}

/**
 * Brings the shipped catalogue of the database up to the files, in one transaction; does nothing when it is.
 * Local rows are never touched; shipped rows that vanished from the files are retired, not deleted.
 * @param progress hears what is being done, for a terminal
 * @throws CatalogueInvalid when the files have problems; then nothing is written
 */
export async function loadCatalogue(
  db: Db,
  clock: Clock,
  progress: (message: string) => void = () => {},
  folder = REFERENCE_FOLDER,
): Promise<CatalogueLoad> {
  const version = referenceVersion(folder)
  const unchanged: CatalogueLoad = { version, changed: false, retired: {}, compatibilities: null }
  if ((await loadedVersion(db)) === version) return unchanged
  progress('Reading the catalogue …')
  const raw = readReference(folder)
  const problems = validate(raw)
  if (problems.length > 0) throw new CatalogueInvalid(problems)
  const reference = typedReference(raw)
  return db.transaction(async (tx) => {
    await holdCatalogue(tx)
    const before = await loadedVersion(tx)
    if (before === version) return unchanged
    progress('Writing the catalogue …')
    const retired = await write(tx, shippedRows(reference), reference, clock)
    progress('Working out what serves what …')
    const compatibilities = await rebuildCompatibility(tx)
    await saveVersion(tx, version, clock().toISOString())
    await leaveLine(tx, LOADER, clock, {
      action: 'catalogue_loaded',
      subjectKind: 'catalogue',
      subjectId: version,
      before: { version: before },
      after: { version, retired, compatibilities },
    })
    return { version, changed: true, retired, compatibilities }
  })
}

async function write(
  db: Db,
  shipped: ShippedRows,
  { boundaries }: Reference,
  clock: Clock,
): Promise<CatalogueLoad['retired']> {
  const retired: CatalogueLoad['retired'] = {}
  await upsert(db, region, shipped.areas.region)
  await saveBoundaries(db, boundaries)
  await upsert(db, municipality, shipped.areas.municipality)
  await upsert(db, exchangeRate, shipped.exchangeRate)
  for (const name of Object.keys(shipped.catalogue) as (keyof ShippedRows['catalogue'])[]) {
    await upsert(db, CATALOGUE_TABLES[name], shipped.catalogue[name])
    const keys = await retireVanished(
      db,
      CATALOGUE_TABLES[name],
      shipped.catalogue[name],
      clock().toISOString(),
    )
    if (keys.length > 0) retired[name] = keys
  }
  return retired
}
