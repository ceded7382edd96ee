import type { Db } from '../../db/open.ts'
import type { Principal } from '../contract/people.ts'
import { Refusal } from '../refusals.ts'
import type { FileOwner } from './owner.ts'
import { deleteFiles, filesOf, holdFiles, setSubject, type FileRow, type Subject } from './store.ts'

export interface Attachment {
  /** All files that the subject is to have; those it has beside them are deleted. */
  ids: readonly string[]
  organisationId: FileOwner
  subject: Subject
}

/**
 * Makes files belong to a subject; call it inside the transaction that writes the subject. Only what this person uploaded
 * for this owner and what the subject has already can be named.
 * @returns whether that changed anything
 * @throws Refusal `file_not_yours`
 */
export async function attachFiles(
  db: Db,
  principal: Principal,
  { ids, organisationId, subject }: Attachment,
): Promise<boolean> {
  const before = new Set((await filesOf(db, subject)).map(({ id }) => id))
  const wanted = new Set(ids)
  const added = ids.filter((id) => !before.has(id))
  const gone = [...before].filter((id) => !wanted.has(id))
  const held = new Map((await holdFiles(db, added)).map((row) => [row.id, row]))
  for (const id of added) {
    const row = held.get(id)
    if (!row || !isLooseOf(row, principal, organisationId))
      throw new Refusal('file_not_yours', {}, [
        { field: `/files/${ids.indexOf(id)}`, code: 'file_not_yours' },
      ])
  }
  await setSubject(db, added, subject)
  await deleteFiles(db, gone)
  return added.length > 0 || gone.length > 0
}

const isLooseOf = (row: FileRow, principal: Principal, organisationId: FileOwner): boolean =>
  row.subjectKind === null && row.uploadedBy === principal.accountId && row.organisationId === organisationId
