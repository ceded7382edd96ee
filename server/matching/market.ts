import type { Database } from '../../db/open.ts'
import { isUnavailable } from '../../db/violations.ts'
import type { Clock } from '../journal/write.ts'
import type { Catalogue } from '../materials/catalogue.ts'
import { dayNumber, OPEN_FROM } from './engine/facts.ts'
import { Market } from './engine/market.ts'
import { POLICY, type Policy } from './engine/policy.ts'
import { FactsReader } from './listing-facts.ts'
import { Nodes } from './nodes.ts'
import { CataloguePassages, rulesInForce } from './passages.ts'
import { readChanges, readHorizon, readMarket, readMarketRows } from './store.ts'

/** How long a change may go unnoticed when its wake-up was lost. */
const POLL_MS = 500

/** What matching holds in memory: the market with everything that reads it. */
export interface Matching {
  market: Market
  catalogue: Catalogue
  nodes: Nodes
  passages: CataloguePassages
  reader: FactsReader
  policy: Policy
}

/** An empty market over a catalogue. Rules are taken as they stand on `day`. */
export function newMatching(catalogue: Catalogue, day: string, policy: Policy = POLICY): Matching {
  const nodes = new Nodes(catalogue)
  const passages = new CataloguePassages(catalogue, nodes)
  return {
    market: new Market(policy, rulesInForce(catalogue, day), passages),
    catalogue,
    nodes,
    passages,
    reader: new FactsReader(catalogue, nodes, policy),
    policy,
  }
}

/** Today as an ISO day in UTC; the engine gets days, never a clock. */
export const dayOf = (clock: Clock): string => clock().toISOString().slice(0, 10)

/** Today as the engine counts days. */
export const todayNumber = (clock: Clock): number => dayNumber(dayOf(clock), OPEN_FROM)

/** A market that was loaded from the database and follows it. */
export class LiveMarket {
  readonly matching: Matching
  readonly #database: Database
  readonly #clock: Clock
  #horizon = '0'
  #timer: NodeJS.Timeout | null = null
  #following: Promise<void> = Promise.resolve()
  #unlisten: () => Promise<void> = async () => {}

  constructor(database: Database, catalogue: Catalogue, clock: Clock) {
    this.#database = database
    this.#clock = clock
    this.matching = newMatching(catalogue, dayOf(clock))
  }

  /** Reads all open listings in one snapshot. */
  async load(progress: (listings: number) => void = () => {}): Promise<void> {
    const { market, reader } = this.matching
    let listings = 0
    await this.#database.db.transaction(
      async (tx) => {
        this.#horizon = await readHorizon(tx)
        for await (const page of readMarket(tx, dayOf(this.#clock))) {
          for (const row of page) market.add(reader.factsOf(row))
          progress((listings += page.length))
        }
      },
      { isolationLevel: 'repeatable read', accessMode: 'read only' },
    )
    market.settle()
  }

  /** Follows changes until `stop`: woken by the database, and looking by itself twice a second. */
  async follow(): Promise<void> {
    this.#unlisten = await this.#database.listen('listing_changed', () => void this.catchUp())
    this.#timer = setInterval(() => void this.catchUp(), POLL_MS)
    this.#timer.unref()
  }

  /** Takes over what has changed since the last look. Looks queue up one after the other; a database that is away is tried again later. */
  catchUp(): Promise<void> {
    this.#following = this.#following
      .then(() => this.#takeOver())
      .catch((error: unknown) => {
        if (!isUnavailable(error)) throw error
      })
    return this.#following
  }

  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer)
    await this.#unlisten()
    await this.#following
  }

  async #takeOver(): Promise<void> {
    const { db } = this.#database
    const { horizon, listings } = await readChanges(db, this.#horizon)
    if (listings.length > 0) {
      const { market, reader } = this.matching
      const open = new Map(
        (await readMarketRows(db, listings, dayOf(this.#clock))).map((row) => [row.id, row]),
      )
      for (const listing of listings) {
        const row = open.get(listing)
        market.replace(listing, row ? reader.factsOf(row) : null)
      }
    }
    this.#horizon = horizon
  }
}
