import type { Db } from '../../db/open.ts'
import { journal } from '../../db/schema/index.ts'

/** Now, as the caller sees it; tests fix it. */
export type Clock = () => Date

/** The ISO day that it is in a time zone. */
export const dayIn = (timeZone: string, clock: Clock): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone }).format(clock())

/** Who acts: a command, the demonstration, later an account. */
export interface Actor {
  id: string
  onBehalfOf?: number
}

export interface JournalLine {
  action: string
  subjectKind: string
  subjectId: string | number
  before?: unknown
  after?: unknown
}

/** Leaves one line in the append-only journal; call it inside the transaction that makes the change. Ids and codes only, no personal text. */
export async function leaveLine(db: Db, actor: Actor, clock: Clock, line: JournalLine): Promise<void> {
  await leaveLines(db, actor, clock, [line])
}

/** Leaves several lines at once; the same rules hold. */
export async function leaveLines(
  db: Db,
  actor: Actor,
  clock: Clock,
  lines: readonly JournalLine[],
): Promise<void> {
  if (lines.length === 0) return
  const at = clock().toISOString()
  await db.insert(journal).values(
    lines.map((line) => ({
      at,
      actor: actor.id,
      onBehalfOf: actor.onBehalfOf ?? null,
      action: line.action,
      subjectKind: line.subjectKind,
      subjectId: String(line.subjectId),
      before: line.before ?? null,
      after: line.after ?? null,
    })),
  )
}
