import { and, asc, eq, gt, isNull } from 'drizzle-orm'
import type { Db } from '../../../db/open.ts'
import { listingReport } from '../../../db/schema/index.ts'
import type { ReportReason } from '../../contract/listing-life.ts'

export type ReportRow = typeof listingReport.$inferSelect

/** Whether an open report says the same already: by the same account, or, without one, for the same reason. */
export async function isReported(
  db: Db,
  listingId: number,
  { accountId, reason }: { accountId: number | null; reason: ReportReason },
): Promise<boolean> {
  const same =
    accountId === null
      ? and(isNull(listingReport.reportedBy), eq(listingReport.reason, reason))
      : eq(listingReport.reportedBy, accountId)
  const found = await db
    .select({ id: listingReport.id })
    .from(listingReport)
    .where(and(eq(listingReport.listingId, listingId), isNull(listingReport.settledAt), same))
    .limit(1)
  return found.length > 0
}

export async function insertReport(db: Db, row: typeof listingReport.$inferInsert): Promise<number> {
  const [created] = await db.insert(listingReport).values(row).returning({ id: listingReport.id })
  return created!.id
}

/** Reports that nobody has settled, the oldest first. */
export const openReports = (db: Db, after: number, limit: number): Promise<ReportRow[]> =>
  db
    .select()
    .from(listingReport)
    .where(and(isNull(listingReport.settledAt), gt(listingReport.id, after)))
    .orderBy(asc(listingReport.id))
    .limit(limit)

/** Settles the open reports of a listing, or one of them; returns how many. */
export async function settleReports(
  db: Db,
  among: { listingId: number } | { reportId: number },
  settled: { as: 'hidden' | 'dismissed'; by: number; at: string },
): Promise<number> {
  const which =
    'reportId' in among ? eq(listingReport.id, among.reportId) : eq(listingReport.listingId, among.listingId)
  const found = await db
    .update(listingReport)
    .set({ settledAs: settled.as, settledBy: settled.by, settledAt: settled.at })
    .where(and(which, isNull(listingReport.settledAt)))
    .returning({ id: listingReport.id })
  return found.length
}
