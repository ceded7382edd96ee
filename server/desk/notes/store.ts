import { and, eq, sql } from 'drizzle-orm'
import { rows, type Db } from '../../../db/open.ts'
import { facilitatorNote } from '../../../db/schema/index.ts'
import type { NoteSubject } from '../../contract/desk.ts'

export interface NoteRow {
  id: number
  body: string
  /** Null once its author was erased. */
  author: string | null
  accountId: number | null
  createdAt: string
}

const SUBJECT_TABLES = { proposal: 'proposal', exchange: 'exchange', organisation: 'organisation' } as const

/** Whether there is what a note is to be about. */
export async function isThere(db: Db, kind: NoteSubject, id: number): Promise<boolean> {
  const found = await rows(db, sql`select from ${sql.raw(SUBJECT_TABLES[kind])} where id = ${id}`)
  return found.length > 0
}

/** Notes about something, the newest first. */
export const readNotes = (
  db: Db,
  { kind, id }: { kind: NoteSubject; id: number },
  before: number | null,
  limit: number,
): Promise<NoteRow[]> =>
  rows<NoteRow>(
    db,
    sql`select n.id, n.body, a.name as author, n.account_id as "accountId",
          to_char(n.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "createdAt"
        from facilitator_note n left join account a on a.id = n.account_id
        where n.subject_kind = ${kind} and n.subject_id = ${id}
          and ${before === null ? sql`true` : sql`n.id < ${before}`}
        order by n.id desc limit ${limit}`,
  )

export async function insertNote(db: Db, note: typeof facilitatorNote.$inferInsert): Promise<number> {
  const [made] = await db.insert(facilitatorNote).values(note).returning({ id: facilitatorNote.id })
  return made!.id
}

/** Deletes a note of an account; returns what it was about, or null when there is no such note of his. */
export async function deleteNote(
  db: Db,
  id: number,
  accountId: number,
): Promise<{ kind: NoteSubject; id: number } | null> {
  const [gone] = await db
    .delete(facilitatorNote)
    .where(and(eq(facilitatorNote.id, id), eq(facilitatorNote.accountId, accountId)))
    .returning({ kind: facilitatorNote.subjectKind, id: facilitatorNote.subjectId })
  return gone ?? null
}

const isAbout = (organisationId: number) =>
  and(eq(facilitatorNote.subjectKind, 'organisation'), eq(facilitatorNote.subjectId, organisationId))

export async function forgetNotes(db: Db, organisationId: number): Promise<void> {
  await db.delete(facilitatorNote).where(isAbout(organisationId))
}

export async function handOverNotes(db: Db, from: number, into: number): Promise<void> {
  await db.update(facilitatorNote).set({ subjectId: into }).where(isAbout(from))
}
