import type { Db } from '../../../db/open.ts'
import { actorOf } from '../../accounts/principal.ts'
import type { NoteSubject } from '../../contract/desk.ts'
import type { Principal } from '../../contract/people.ts'
import { leaveLine, type Clock } from '../../journal/write.ts'
import { Refusal } from '../../refusals.ts'
import { atDesk, deskSubject } from '../permissions.ts'
import type { Notes } from './schema.ts'
import { deleteNote, insertNote, isThere, readNotes } from './store.ts'

interface About {
  kind: NoteSubject
  id: number
}

/** What facilitators noted about something, the newest first. @throws Refusal `not_permitted` */
export async function listNotes(
  db: Db,
  principal: Principal,
  about: About,
  { cursor, limit }: { cursor?: number; limit: number },
): Promise<Notes> {
  const { accountId } = atDesk(principal)
  const found = await readNotes(db, about, cursor ?? null, limit + 1)
  const page = found.slice(0, limit)
  return {
    notes: page.map(({ accountId: author, ...note }) => ({ ...note, own: author === accountId })),
    nextCursor: found.length > limit ? (page.at(-1)?.id ?? null) : null,
  }
}

/**
 * Notes something for facilitators alone. The journal of the desk keeps that it was noted, never what.
 * @returns the id of the note
 * @throws Refusal `not_permitted`, `not_found`, `text_blank`
 */
export async function writeNote(
  db: Db,
  principal: Principal,
  { kind, id, body }: About & { body: string },
  clock: Clock,
): Promise<number> {
  const facilitator = atDesk(principal)
  if (body.trim() === '') throw new Refusal('text_blank', {}, [{ field: '/body', code: 'text_blank' }])
  return db.transaction(async (tx) => {
    if (!(await isThere(tx, kind, id))) throw new Refusal('not_found', { [kind]: id })
    const { accountId } = facilitator
    const createdAt = clock().toISOString()
    const note = await insertNote(tx, { subjectKind: kind, subjectId: id, accountId, body, createdAt })
    await leaveLine(tx, actorOf(facilitator), clock, {
      action: 'note_written',
      subjectKind: deskSubject(kind),
      subjectId: id,
      after: { note },
    })
    return note
  })
}

/** Takes back a note of one's own. @throws Refusal `not_permitted`, `not_found` when there is none or it is another's */
export async function takeBackNote(
  db: Db,
  principal: Principal,
  noteId: number,
  clock: Clock,
): Promise<void> {
  const facilitator = atDesk(principal)
  await db.transaction(async (tx) => {
    const about = await deleteNote(tx, noteId, facilitator.accountId)
    if (!about) throw new Refusal('not_found', { note: noteId })
    await leaveLine(tx, actorOf(facilitator), clock, {
      action: 'note_taken_back',
      subjectKind: deskSubject(about.kind),
      subjectId: about.id,
      before: { note: noteId },
    })
  })
}
