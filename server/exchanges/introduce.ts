import { settle } from '../../db/transaction.ts'
import type { Db } from '../../db/open.ts'
import { violationOf } from '../../db/violations.ts'
import { leaveLine, type Actor, type Clock } from '../journal/write.ts'
import { tell, type Telling } from '../journal/tell.ts'
import { Refusal } from '../refusals.ts'
import type { Sides } from './parties.ts'
import { insertExchange, openExchangeOf, readSubjects, type Subject } from './store.ts'

/** A pair that is brought together. */
export interface Pair {
  offerId: number
  needId: number
  proposalId?: number | null
  bundleId?: number | null
}

/** Who brings it together: the account, and the facilitator who looks after it from then on. */
export interface Opener {
  accountId: number | null
  assignedTo: number | null
}

/**
 * Opens an exchange about an offer and a need; call it inside the transaction of what led to it.
 * @returns its id
 * @throws Refusal `not_found`, `exchange_kinds_wrong`, `listing_closed`, `exchange_same_organisation`,
 *   `exchange_open_already` with the id of the one that is open
 */
export async function openExchange(
  tx: Db,
  actor: Actor,
  opener: Opener,
  pair: Pair,
  clock: Clock,
): Promise<number> {
  const exchange = await bringTogether(tx, actor, opener, pair, clock)
  await tellOpened(tx, actor, exchange, clock)
  return exchange.id
}

/** As `openExchange`, for whoever tells of it himself by `tellOpened`. */
export async function bringTogether(
  tx: Db,
  actor: Actor,
  opener: Opener,
  { offerId, needId, proposalId = null, bundleId = null }: Pair,
  clock: Clock,
): Promise<Sides> {
  const subjects = await readSubjects(tx, [offerId, needId])
  const [offer, need] = [subjectOf(subjects, offerId, 'offer'), subjectOf(subjects, needId, 'need')]
  if (offer.organisationId === need.organisationId) throw new Refusal('exchange_same_organisation')
  const open = await openExchangeOf(tx, offerId, needId)
  if (open !== null) throw new Refusal('exchange_open_already', { exchange: open })
  const made = {
    bundleId,
    proposalId,
    offerId,
    needId,
    supplierId: offer.organisationId,
    receiverId: need.organisationId,
    openedBy: opener.accountId,
    assignedTo: opener.assignedTo,
  }
  const id = await insertExchange(tx, made, clock().toISOString())
  await leaveLine(tx, actor, clock, {
    action: 'exchange_opened',
    subjectKind: 'exchange',
    subjectId: id,
    after: { stage: 'introduced', offer: offerId, need: needId, proposal: proposalId, bundle: bundleId },
  })
  return { id, supplierId: made.supplierId, receiverId: made.receiverId }
}

/** Tells both sides and facilitators that an exchange is open; `params` names what was said with it. */
export const tellOpened = (
  tx: Db,
  actor: Actor,
  { id, supplierId, receiverId }: Sides,
  clock: Clock,
  params: Telling['params'] = {},
): Promise<void> =>
  tell(tx, actor, clock, [
    {
      kind: 'exchange_opened',
      subjectKind: 'exchange',
      subjectId: id,
      organisations: [supplierId, receiverId],
      facilitators: true,
      params,
    },
  ])

function subjectOf(subjects: ReadonlyMap<number, Subject>, id: number, kind: Subject['kind']): Subject {
  const subject = subjects.get(id)
  if (!subject) throw new Refusal('not_found', { listing: id })
  if (subject.kind !== kind) throw new Refusal('exchange_kinds_wrong', { listing: id })
  if (subject.status !== 'published')
    throw new Refusal('listing_closed', { listing: id, status: subject.status })
  return subject
}

/** Runs what opens exchanges in a transaction; of two that open the same one at once the later is refused in words. */
export async function settleOpening<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  try {
    return await settle(db, work)
  } catch (error) {
    if (violationOf(error)?.constraint === 'exchange_open_pair') throw new Refusal('exchange_open_already')
    throw error
  }
}
