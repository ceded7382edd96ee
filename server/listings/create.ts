import type { Db } from '../../db/open.ts'
import { actorOf, mayActFor } from '../accounts/principal.ts'
import type { Principal } from '../contract/people.ts'
import { attachFiles } from '../files/attach.ts'
import { leaveLine, type Clock } from '../journal/write.ts'
import { placeSites } from '../organisations/place.ts'
import { holdOrganisation } from '../organisations/store.ts'
import { Refusal } from '../refusals.ts'
import { complete } from './entry.ts'
import { lineOf } from './line.ts'
import { recordOf } from './record.ts'
import type { Reference } from './reference.ts'
import { refuseOver, refuseUnsound } from './rules.ts'
import type { Submission } from './schema.ts'
import { announce, insertListings, replaceStatement } from './store.ts'
import { publicationOf } from './submission.ts'

export interface NewListing {
  organisationId: number
  submission: Submission
  /** Whether it goes to the market at once; otherwise it is kept as a draft, which may be incomplete. */
  publish: boolean
  copiedFrom?: number
}

/**
 * Takes in a listing from whoever writes for its organisation.
 * @returns its id
 * @throws Refusal `not_permitted`, or everything that is wrong with it
 */
export async function createListing(
  db: Db,
  principal: Principal,
  { organisationId, submission, publish, copiedFrom }: NewListing,
  clock: Clock,
  reference: Reference,
): Promise<number> {
  if (!mayActFor(principal, organisationId)) throw new Refusal('not_permitted')
  const publication = publicationOf(submission)
  refuseUnsound(publication, reference, publish ? 'market' : 'draft')
  if (publish) refuseOver(publication, clock)
  const now = clock().toISOString()
  const status = publish ? 'published' : 'draft'
  return db.transaction(async (tx) => {
    const owner = await holdOrganisation(tx, organisationId)
    if (!owner) throw new Refusal('not_found', { organisation: organisationId })
    const { demonstration } = owner
    const record = recordOf(complete({ organisationId, publication, demonstration }), reference)
    const [siteId] = await placeSites(tx, [record])
    const [id] = await insertListings(tx, [{ record, siteId: siteId! }], now, {
      status,
      copiedFrom: copiedFrom ?? null,
    })
    await replaceStatement(tx, id!, submission.byProduct, { by: principal.accountId, now })
    await attachFiles(tx, principal, {
      ids: submission.files ?? [],
      organisationId,
      subject: { kind: 'listing', id: id! },
    })
    await announce(tx, [id!])
    const verb = publish ? 'published' : 'drafted'
    await leaveLine(tx, actorOf(principal), clock, lineOf(verb, id!, null, { status, revision: 1 }))
    return id!
  })
}
