import { createHash, randomUUID } from 'node:crypto'
import type { Db } from '../../db/open.ts'
import { actorOf, inOwnName } from '../accounts/principal.ts'
import type { FilePurpose } from '../contract/listing-life.ts'
import type { Principal } from '../contract/people.ts'
import { leaveLine, type Clock } from '../journal/write.ts'
import { Refusal } from '../refusals.ts'
import { inspect } from './inspect.ts'
import type { UploadedFile } from './schema.ts'
import { mayUploadFor, type FileOwner } from './owner.ts'
import { countLoose, insertFile } from './store.ts'

/** Files that somebody may have lying about unattached. */
const MOST_LOOSE = 40

export interface Upload {
  organisationId: FileOwner
  purpose: FilePurpose
  name: string
  bytes: Uint8Array
}

/**
 * Takes in a file for an organisation, or for a facilitator himself. It belongs to nothing until it is attached, and is swept after a day.
 * @throws Refusal `not_permitted`, `files_too_many`, or what is wrong with the file (see `inspect`)
 */
export async function uploadFile(
  db: Db,
  principal: Principal,
  { organisationId, purpose, name, bytes }: Upload,
  clock: Clock,
): Promise<UploadedFile> {
  if (!mayUploadFor(principal, organisationId)) throw new Refusal('not_permitted')
  if ((await countLoose(db, principal.accountId)) >= MOST_LOOSE)
    throw new Refusal('files_too_many', { most: MOST_LOOSE })
  const { content, mediaType, ending } = await inspect(bytes, name, purpose)
  const actor = actorOf(organisationId === null ? inOwnName(principal) : principal)
  const now = clock().toISOString()
  const stored = {
    id: randomUUID(),
    purpose,
    name: cleanName(name, ending),
    mediaType,
    sizeBytes: content.length,
    createdAt: now,
  }
  await db.transaction(async (tx) => {
    const sha256 = createHash('sha256').update(content).digest('hex')
    await insertFile(tx, { ...stored, organisationId, uploadedBy: principal.accountId, sha256 }, content)
    await leaveLine(tx, actor, clock, {
      action: 'file_uploaded',
      subjectKind: 'file',
      subjectId: stored.id,
      after: { organisation: organisationId, purpose, mediaType, sizeBytes: content.length },
    })
  })
  return stored
}

/** A name without path, control or direction characters, with the ending of what is stored. */
function cleanName(name: string, ending: string): string {
  const base = name
    .slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replace(/[\p{Cc}\p{Cf}"<>|:*?]/gu, ' ')
    .trim()
    .slice(0, 120)
  return `${base || 'file'}.${ending}`
}
