import { get } from '#lib/api/request.ts'
import { write } from '#lib/api/write.ts'
import { STAGES, type DeskExchange, type DeskExchanges, type EndReason, type Stage } from '#lib/contract.ts'
import type { Move } from '#lib/exchanges/moves.ts'

/** A card as the library of dragging wants it. */
export interface Card {
  id: number
  entry: DeskExchange
}

export interface Column {
  stage: Stage
  cards: Card[]
  nextCursor: string | null
  count: number
}

const PAGE = 20

/** Where the cards of a stage are read. */
export function columnPath(stage: Stage, assigned: string | null, cursor?: string): string {
  const query = new URLSearchParams({ stage, limit: String(PAGE) })
  if (assigned) query.set('assigned', assigned)
  if (cursor) query.set('cursor', cursor)
  return `/desk/exchanges?${query}`
}

/** Where it is read how many cards each stage has. */
export const countsPath = (assigned: string | null): string =>
  `/desk/stages${assigned ? `?${new URLSearchParams({ assigned })}` : ''}`

const cardOf = (entry: DeskExchange): Card => ({ id: entry.exchange.id, entry })

/** The board: a column for each stage. Dragging moves cards on the screen only; `move` asks the server. */
export class Board {
  columns = $state.raw<Column[]>([])
  /** A card is being carried by keys: the next stop of the Tab key is the next column. */
  isLifted = $state(false)
  readonly #assigned: string | null

  constructor(pages: readonly DeskExchanges[], counts: ReadonlyMap<Stage, number>, assigned: string | null) {
    this.#assigned = assigned
    this.columns = STAGES.map((stage, place) => ({
      stage,
      cards: (pages[place]?.exchanges ?? []).map(cardOf),
      nextCursor: pages[place]?.nextCursor ?? null,
      count: counts.get(stage) ?? 0,
    }))
  }

  /** Shows other cards in a column while one is dragged over it. */
  show(stage: Stage, cards: Card[]): void {
    this.columns = this.columns.map((column) => (column.stage === stage ? { ...column, cards } : column))
  }

  /** Puts an exchange where it belongs, whatever was dragged. @param before the stage in which it was counted */
  place(entry: DeskExchange, before: Stage = entry.exchange.stage): void {
    const { id, stage } = entry.exchange
    this.columns = this.columns.map((column) => {
      const stood = column.cards.findIndex((card) => card.id === id)
      const others = column.cards.filter((card) => card.id !== id)
      const isHome = column.stage === stage
      return {
        ...column,
        cards: isHome ? others.toSpliced(stood < 0 ? 0 : stood, 0, cardOf(entry)) : others,
        count: column.count - (column.stage === before ? 1 : 0) + (isHome ? 1 : 0),
      }
    })
  }

  /** Moves an exchange along its life cycle. @throws ApiProblem when the server refuses */
  async move(entry: DeskExchange, act: Move, reason: EndReason | null): Promise<DeskExchange> {
    const { id, stage: before, sides } = entry.exchange
    const body = { act, ...(reason && { reason }), ...(sides.length > 1 && { side: sides[0] }) }
    await write('POST', `/exchanges/${id}/moves`, body)
    const after = await get<DeskExchange>(`/desk/exchanges/${id}`)
    this.place(after, before)
    return after
  }

  /** Reads more of a column. @throws ApiProblem */
  async more(stage: Stage): Promise<void> {
    const column = this.columns.find((one) => one.stage === stage)
    if (!column?.nextCursor) return
    const page = await get<DeskExchanges>(columnPath(stage, this.#assigned, column.nextCursor))
    const known = new Set(column.cards.map(({ id }) => id))
    const cards = page.exchanges.map(cardOf).filter(({ id }) => !known.has(id))
    this.columns = this.columns.map((one) =>
      one.stage === stage ? { ...one, cards: [...one.cards, ...cards], nextCursor: page.nextCursor } : one,
    )
  }
}
