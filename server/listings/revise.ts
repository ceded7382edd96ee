import type { Db } from '../../db/open.ts'
import { actorOf } from '../accounts/principal.ts'
import type { Principal } from '../contract/people.ts'
import { attachFiles } from '../files/attach.ts'
import { leaveLine, type Clock } from '../journal/write.ts'
import { placeSites } from '../organisations/place.ts'
import { Refusal } from '../refusals.ts'
import { complete, type Entry } from './entry.ts'
import { isOpen } from './lifecycle.ts'
import { lineOf } from './line.ts'
import { readWhole } from './own.ts'
import { requireWriter } from './permissions.ts'
import { recordOf } from './record.ts'
import type { Reference } from './reference.ts'
import { refuseOver, refuseUnsound } from './rules.ts'
import type { Submission } from './schema.ts'
import { announce, holdById, replaceStatement, updateListing, type Held } from './store.ts'
import { publicationOf, submissionOf } from './submission.ts'

/** What a listing says from now on, and the revision that it takes the place of. */
export interface Revision {
  listingId: number
  revision: number
  submission: Submission
}

/**
 * Replaces what an open listing says; whose it is, its ref and where it stands stay. The same content changes nothing. What
 * somebody verified or inferred is declared once its owner changes it.
 * @throws Refusal with everything that is wrong; `not_found` or `not_permitted`; `lost_update` with both versions when the
 * listing is at another revision; `listing_closed` when it is withdrawn, fulfilled or expired
 */
export async function revise(
  db: Db,
  principal: Principal,
  { listingId, revision, submission }: Revision,
  clock: Clock,
  reference: Reference,
): Promise<'revised' | 'unchanged'> {
  return db.transaction(async (tx) => {
    const held = await holdById(tx, listingId)
    if (!held) throw new Refusal('not_found', { listing: listingId })
    requireWriter(principal, held)
    if (held.revision !== revision) throw await lostUpdate(tx, held, submission, revision)
    if (!isOpen(held.status)) throw new Refusal('listing_closed', { status: held.status })
    const publication = publicationOf(submission)
    refuseUnsound(publication, reference, held.status === 'draft' ? 'draft' : 'market')
    if (held.status !== 'draft') refuseOver(publication, clock)
    const now = clock().toISOString()
    const isRestated = await replaceStatement(tx, listingId, submission.byProduct, {
      by: principal.accountId,
      now,
    })
    const areFilesNew = await attachFiles(tx, principal, {
      ids: submission.files ?? [],
      organisationId: held.organisationId,
      subject: { kind: 'listing', id: listingId },
    })
    const same = recordOf(complete(entryOf(held, submission, held.provenance)), reference)
    if (same.content.contentHash === held.contentHash && !isRestated && !areFilesNew) return 'unchanged'
    const record = recordOf(complete(entryOf(held, submission, 'declared')), reference)
    const [siteId] = await placeSites(tx, [record])
    const after = await updateListing(tx, held, { record, siteId: siteId! }, held.status, now)
    await announce(tx, [listingId])
    await leaveLine(tx, actorOf(principal), clock, lineOf('revised', listingId, held, after))
    return 'revised'
  })
}

const entryOf = (held: Held, submission: Submission, provenance: Held['provenance']): Entry => ({
  organisationId: held.organisationId,
  demonstration: held.demonstration,
  publication: { ...publicationOf(submission), provenance, ...(held.ref !== null && { ref: held.ref }) },
})

/** Somebody else was faster: what stands there now, beside what was to take its place. */
async function lostUpdate(db: Db, held: Held, sent: Submission, revision: number): Promise<Refusal> {
  const [stored] = await readWhole(db, [held.id])
  return new Refusal('lost_update', { revision: held.revision, yours: revision }, [], {
    stored: { ...submissionOf(stored!), revision: held.revision, updatedAt: stored!.updatedAt },
    sent,
  })
}
