import type { Db } from '../../../db/open.ts'
import { STALE_AFTER_DAYS } from '../../contract/desk.ts'
import { STAGES, type Stage } from '../../contract/exchanges.ts'
import type { Principal } from '../../contract/people.ts'
import { readExchanges } from '../../exchanges/read.ts'
import type { Clock } from '../../journal/write.ts'
import { Refusal } from '../../refusals.ts'
import { atDesk } from '../permissions.ts'
import { nextStepOf } from './next-step.ts'
import type { DeskExchange, DeskExchanges, StageCounts } from './schema.ts'
import { countStages, findBoardRows, type BoardRow } from './store.ts'

/** Whose exchanges are looked at; those of all otherwise. */
export interface BoardChoice {
  assigned?: number | 'nobody'
  organisation?: number
}

export interface BoardQuery extends BoardChoice {
  stage?: Stage
  cursor?: string
  limit: number
}

const DAY_MS = 86_400_000
const CURSOR = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6})_(\d{1,10})$/

/**
 * Exchanges of all organisations, those first in which nothing has happened for longest; what may be done in each by
 * whoever reads, also in the name of the organisation that he acts for.
 * @throws Refusal `not_permitted`; `query_invalid` for a cursor that no page gave out
 */
export async function findBoard(
  db: Db,
  principal: Principal,
  { stage, cursor, limit, ...choice }: BoardQuery,
  clock: Clock,
): Promise<DeskExchanges> {
  atDesk(principal)
  const found = await findBoardRows(db, {
    stage,
    ...conditionsOf(choice),
    after: cursor === undefined ? null : positionOf(cursor),
    limit: limit + 1,
  })
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    exchanges: await seen(db, principal, page, clock),
    nextCursor: found.length > limit && last ? `${last.touchedExactly}_${last.id}` : null,
  }
}

/** One exchange of the board. @throws Refusal `not_permitted`, `not_found` */
export async function readDeskExchange(
  db: Db,
  principal: Principal,
  id: number,
  clock: Clock,
): Promise<DeskExchange> {
  atDesk(principal)
  const [found] = await seen(db, principal, await findBoardRows(db, { id, after: null, limit: 1 }), clock)
  if (!found) throw new Refusal('not_found', { exchange: id })
  return found
}

/** How many exchanges stand in each stage. @throws Refusal `not_permitted` */
export async function countBoard(
  db: Db,
  principal: Principal,
  choice: BoardChoice = {},
): Promise<StageCounts> {
  atDesk(principal)
  const counted = await countStages(db, conditionsOf(choice))
  const counts = new Map(counted.map(({ stage, count }) => [stage, count]))
  return { stages: STAGES.map((stage) => ({ stage, count: counts.get(stage) ?? 0 })) }
}

const conditionsOf = ({ assigned, organisation }: BoardChoice) => ({
  assignee: assigned === 'nobody' ? null : assigned,
  organisation,
})

function positionOf(cursor: string) {
  const [, touchedExactly, id] = CURSOR.exec(cursor) ?? []
  if (!touchedExactly || Number(id) > 2 ** 31 - 1 || Number.isNaN(Date.parse(`${touchedExactly}Z`)))
    throw new Refusal('query_invalid', {}, [{ field: '/cursor', code: 'bad_format' }])
  return { touchedExactly, id: Number(id) }
}

async function seen(
  db: Db,
  principal: Principal,
  page: readonly BoardRow[],
  clock: Clock,
): Promise<DeskExchange[]> {
  const ids = page.map(({ id }) => id)
  const byId = new Map((await readExchanges(db, principal, ids)).map((one) => [one.exchange.id, one]))
  return page.flatMap((row) => {
    const found = byId.get(row.id)
    if (!found) return []
    const { exchange, newest } = found
    const agreed = newest && newest.sealedAt === null ? newest.agreements.map(({ side }) => side) : null
    return [
      {
        exchange,
        assignee: row.assignee,
        stageSince: row.stageSince,
        stale: isStale(exchange.stage, exchange.touchedAt, clock),
        nextStep: nextStepOf({ stage: exchange.stage, agreed, recordedBy: row.recordedBy }),
        consents: { supplier: row.supplierConsents, receiver: row.receiverConsents },
        notes: row.notes,
      },
    ]
  })
}

function isStale(stage: Stage, touchedAt: string, clock: Clock): boolean {
  const days = (STALE_AFTER_DAYS as Partial<Record<Stage, number>>)[stage]
  return days !== undefined && clock().getTime() - Date.parse(touchedAt) >= days * DAY_MS
}
