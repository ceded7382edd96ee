import type { Db } from '../../../db/open.ts'
import type { DeskState, QueueOrder } from '../../contract/desk.ts'
import type { Principal } from '../../contract/people.ts'
import type { Stream } from '../../contract/words.ts'
import type { Clock } from '../../journal/write.ts'
import type { Matching } from '../../matching/market.ts'
import { readProposals } from '../../matching/proposals/read.ts'
import { Refusal } from '../../refusals.ts'
import { atDesk } from '../permissions.ts'
import type { DeskProposal, DeskQueue } from './schema.ts'
import { findQueueRows, type QueueRow } from './store.ts'

export interface QueueQuery {
  state?: readonly DeskState[]
  stream?: Stream
  municipality?: string
  organisation?: number
  /** An account, or nobody. */
  assigned?: number | 'nobody'
  /** Days for which a proposal has been waiting at least. */
  olderThanDays?: number
  order: QueueOrder
  cursor?: string
  limit: number
}

const DAY_MS = 86_400_000
const CURSOR = /^(-?\d+(?:\.\d+)?(?:e[+-]\d+)?|Infinity)_(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6})_(\d{1,10})$/

/**
 * Proposals of all organisations, a page at a time: what would avoid most first and, among equals, what waits longest; or
 * what waits longest first. What cannot be estimated comes after what can.
 * @throws Refusal `not_permitted`; `query_invalid` for a cursor that no page gave out
 */
export async function findQueue(
  db: Db,
  matching: Matching,
  principal: Principal,
  query: QueueQuery,
  clock: Clock,
): Promise<DeskQueue> {
  const facilitator = atDesk(principal)
  const { state, assigned, olderThanDays, cursor, limit, ...rest } = query
  const found = await findQueueRows(db, {
    ...rest,
    states: state,
    ...(assigned !== undefined && { assignee: assigned === 'nobody' ? null : assigned }),
    ...(olderThanDays !== undefined && {
      foundBefore: new Date(clock().getTime() - olderThanDays * DAY_MS).toISOString(),
    }),
    after: cursor === undefined ? null : positionOf(cursor),
    limit: limit + 1,
  })
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    proposals: await seen(db, matching, facilitator, page),
    nextCursor: found.length > limit && last ? `${last.impactKey}_${last.foundExactly}_${last.id}` : null,
  }
}

/** One proposal of the desk. @throws Refusal `not_permitted`, `not_found` */
export async function readDeskProposal(
  db: Db,
  matching: Matching,
  principal: Principal,
  id: number,
): Promise<DeskProposal> {
  const rows = await findQueueRows(db, { id, order: 'age', after: null, limit: 1 })
  const [found] = await seen(db, matching, atDesk(principal), rows)
  if (!found) throw new Refusal('not_found', { proposal: id })
  return found
}

function positionOf(cursor: string) {
  const [, impactKey, foundExactly, id] = CURSOR.exec(cursor) ?? []
  if (!impactKey || !foundExactly || Number(id) > 2 ** 31 - 1 || Number.isNaN(Date.parse(`${foundExactly}Z`)))
    throw new Refusal('query_invalid', {}, [{ field: '/cursor', code: 'bad_format' }])
  return { impactKey, foundExactly, id: Number(id) }
}

async function seen(
  db: Db,
  matching: Matching,
  facilitator: Principal,
  page: readonly QueueRow[],
): Promise<DeskProposal[]> {
  const proposals = await readProposals(
    db,
    matching,
    facilitator,
    page.map(({ id }) => id),
  )
  const byId = new Map(proposals.map((proposal) => [proposal.id, proposal]))
  return page.flatMap((row) => {
    const proposal = byId.get(row.id)
    if (!proposal) return []
    const { state, assignee, potentialTonnes, potentialKgCo2e, firstFoundAt, dismissed, exchange, notes } =
      row
    const consents = { supplier: row.supplierConsents, receiver: row.receiverConsents }
    const kept = {
      state,
      assignee,
      potentialTonnes,
      potentialKgCo2e,
      firstFoundAt,
      dismissed,
      exchange,
      notes,
    }
    return [{ proposal, ...kept, consents }]
  })
}
