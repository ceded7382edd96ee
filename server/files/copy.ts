import { randomUUID } from 'node:crypto'
import type { Db } from '../../db/open.ts'
import { actorOf, mayActFor } from '../accounts/principal.ts'
import type { Principal } from '../contract/people.ts'
import { leaveLines, type Clock } from '../journal/write.ts'
import { Refusal } from '../refusals.ts'
import { copyFile, countAlike, holdFilesOf, type Subject } from './store.ts'

/** How often an organisation may keep the same bytes, so that copying copies does not fill the database. */
const MOST_ALIKE = 50

/**
 * Copies the files of a subject for what is made after it. The copies are loose: attach them in the same transaction.
 * Each has bytes of its own, since either may be taken out without the other.
 * @returns the ids of the copies, in the order of the files
 * @throws Refusal `not_permitted`, `files_copied_too_often`
 */
export async function copyFiles(
  db: Db,
  principal: Principal,
  { organisationId, subject }: { organisationId: number; subject: Subject },
  clock: Clock,
): Promise<string[]> {
  if (!mayActFor(principal, organisationId)) throw new Refusal('not_permitted')
  const files = await holdFilesOf(db, subject)
  const alike = await countAlike(
    db,
    organisationId,
    files.map(({ sha256 }) => sha256),
  )
  if (alike >= MOST_ALIKE) throw new Refusal('files_copied_too_often', { most: MOST_ALIKE })
  const copies = files.map((file) => ({ from: file.id, id: randomUUID() }))
  for (const { from, id } of copies)
    await copyFile(db, from, { id, organisationId, uploadedBy: principal.accountId })
  await leaveLines(
    db,
    actorOf(principal),
    clock,
    copies.map(({ from, id }) => ({
      action: 'file_copied',
      subjectKind: 'file',
      subjectId: id,
      after: { from, organisation: organisationId },
    })),
  )
  return copies.map(({ id }) => id)
}
