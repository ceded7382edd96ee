import Papa from 'papaparse'
import type { Db } from '../../../db/open.ts'
import { actorOf, inOwnName, isFacilitator, mayActFor } from '../../accounts/principal.ts'
import type { Principal } from '../../contract/people.ts'
import { leaveLine, type Clock } from '../../journal/write.ts'
import { Refusal } from '../../refusals.ts'
import { importListings, type ImportTools } from './import-listings.ts'
import type { ImportResult } from './schema.ts'
import { isThere, readOwned } from './store.ts'

const MOST_REFUSED = 1000
/** Stands before what a spreadsheet program would otherwise take for another encoding. */
const BYTE_ORDER_MARK = '\uFEFF'

export interface UploadedTable {
  bytes: Uint8Array
  /** Whose rows they all are. */
  organisationId?: number
  dryRun: boolean
}

/**
 * Imports a file that somebody sends: for an organisation in whose name he writes; or, as a facilitator, for whatever
 * organisations its rows name, except those that have people of their own and did not let facilitators act for them.
 * @throws Refusal `not_permitted`, `not_found`, and as `importListings`
 */
export async function importFile(
  db: Db,
  principal: Principal,
  { bytes, organisationId, dryRun }: UploadedTable,
  clock: Clock,
  tools: Omit<ImportTools, 'foreignAmong' | 'organisationId'>,
): Promise<ImportResult> {
  const isOfOne = organisationId !== undefined
  if (isOfOne ? !mayActFor(principal, organisationId) : !isFacilitator(principal))
    throw new Refusal('not_permitted')
  if (isOfOne && !(await isThere(db, organisationId)))
    throw new Refusal('not_found', { organisation: organisationId })
  const actor = actorOf(isOfOne ? principal : inOwnName(principal))
  const report = await importListings(db, actor, { bytes, dryRun }, clock, {
    ...tools,
    ...(isOfOne ? { organisationId } : { foreignAmong: readOwned }),
  })
  if (!dryRun)
    await leaveLine(db, actor, clock, {
      action: 'listings_imported',
      subjectKind: isOfOne ? 'organisation' : 'import',
      subjectId: organisationId ?? principal.accountId,
      after: report.counts,
    })
  const { counts, refused, refusedRows, ignoredSheets } = report
  const rows = refusedRows.slice(0, MOST_REFUSED).map(({ cells }) => cells)
  return {
    counts,
    refused: refused.slice(0, MOST_REFUSED),
    refusedCsv: rows.length > 0 ? BYTE_ORDER_MARK + Papa.unparse(rows as object[], { newline: '\n' }) : '',
    isCutShort: refused.length > MOST_REFUSED || refusedRows.length > MOST_REFUSED,
    ignoredSheets,
    dryRun,
  }
}
