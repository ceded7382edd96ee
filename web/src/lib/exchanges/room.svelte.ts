import { get, newKey } from '#lib/api/request.ts'
import { newTurns } from '#lib/api/turns.ts'
import { write } from '#lib/api/write.ts'
import type {
  Act,
  Exchange,
  ExchangeRoom,
  Side,
  Timeline,
  TermsVersion,
  TimelineEntry,
} from '#lib/contract.ts'

const PAGE = 30

/** Where the timeline of an exchange is read. */
export const timelinePath = (id: string | number): string => `/exchanges/${id}/timeline?limit=${PAGE}`

/** One exchange as its page shows it. Every section reads from here and, when it has changed something, calls `reload`. */
export class Room {
  exchange = $state.raw() as Exchange
  /** Newest first. */
  terms = $state.raw<TermsVersion[]>([])
  /** Newest first. */
  entries = $state.raw<TimelineEntry[]>([])
  nextCursor = $state<number | null>(null)
  /** What has just been done, for whoever cannot see it change. */
  said = $state('')
  /** For whom somebody acts who is at home on both sides. */
  chosenSide = $state<Side | null>(null)
  readonly #turns = newTurns()

  constructor({ exchange, terms }: ExchangeRoom, { entries, nextCursor }: Timeline) {
    this.exchange = exchange
    this.terms = terms
    this.entries = entries
    this.nextCursor = nextCursor
  }

  /** The side in whose name this reader acts; null for who only looks on. */
  get side(): Side | null {
    const { sides } = this.exchange
    return this.chosenSide ?? sides[0] ?? null
  }

  can(act: Act): boolean {
    return this.exchange.allowed.includes(act)
  }

  /** The terms that hold now; null before anything was sealed. */
  get sealed(): TermsVersion | null {
    return this.terms.find(({ sealedAt, supersededAt }) => sealedAt !== null && supersededAt === null) ?? null
  }

  /** Reads everything anew; an answer that comes after that to a later question is left. @throws ApiProblem */
  async reload(): Promise<void> {
    const { id } = this.exchange
    const isNewest = this.#turns()
    const [room, timeline] = await Promise.all([
      get<ExchangeRoom>(`/exchanges/${id}`),
      get<Timeline>(timelinePath(id)),
    ])
    if (!isNewest()) return
    this.exchange = room.exchange
    this.terms = room.terms
    this.#take(timeline)
  }

  /** Puts the newest part of the timeline in its place; what was read of older ones stays where it goes on. */
  #take({ entries, nextCursor }: Timeline): void {
    const last = this.entries.findIndex(({ id }) => id === entries.at(-1)?.id)
    const older = last < 0 ? [] : this.entries.slice(last + 1)
    this.entries = [...entries, ...older]
    if (older.length === 0) this.nextCursor = nextCursor
  }

  /** Reads the part of the timeline before what is shown. @throws ApiProblem */
  async readOlder(): Promise<void> {
    const cursor = this.nextCursor
    const older = await get<Timeline>(`${timelinePath(this.exchange.id)}&cursor=${cursor}`)
    // What is shown was read anew meanwhile, and ends somewhere else.
    if (cursor !== this.nextCursor) return
    this.entries = [...this.entries, ...older.entries]
    this.nextCursor = older.nextCursor
  }

  /**
   * Does something in the exchange, in the name of the reader's side, and shows what became of it.
   * @param path below the exchange, such as `/moves`
   * @throws ApiProblem
   */
  async act<T>(path: string, body: object, key: string = newKey()): Promise<T> {
    const { id, sides } = this.exchange
    const sent = sides.length > 1 && this.side ? { ...body, side: this.side } : body
    const answer = await write<T>('POST', `/exchanges/${id}${path}`, sent, { key })
    await this.reload()
    return answer
  }
}
