import type { Db } from '../../db/open.ts'
import type { Principal } from '../contract/people.ts'
import { Refusal } from '../refusals.ts'
import { readContent, readFileRow, type FileRow, type SubjectKind } from './store.ts'

/** Whether somebody may read a file of a subject; each domain answers for its own. */
export type MayRead = (db: Db, principal: Principal | null, file: FileRow) => Promise<boolean>
export type MayReadOf = Partial<Record<SubjectKind, MayRead>>

export interface FileRead {
  file: FileRow
  /** Left out when the reader has it already. */
  content: Uint8Array | null
}

/**
 * A file with its bytes: one that is attached for whoever may read what it belongs to, a loose one for who uploaded it.
 * @param known SHA-256 of what the reader has already
 * @throws Refusal `not_found`, also for a file that is not for this reader
 */
export async function readFile(
  db: Db,
  principal: Principal | null,
  { id, known }: { id: string; known: string | null },
  mayReadOf: MayReadOf,
): Promise<FileRead> {
  const file = await readFileRow(db, id)
  if (!file || !(await mayRead(db, principal, file, mayReadOf))) throw new Refusal('not_found', { file: id })
  return { file, content: known === file.sha256 ? null : await readContent(db, id) }
}

async function mayRead(
  db: Db,
  principal: Principal | null,
  file: FileRow,
  mayReadOf: MayReadOf,
): Promise<boolean> {
  if (file.subjectKind === null) return principal !== null && file.uploadedBy === principal.accountId
  return (await mayReadOf[file.subjectKind]?.(db, principal, file)) === true
}
