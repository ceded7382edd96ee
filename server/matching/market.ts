import type { Database } from '../../db/open.ts'
import { A_STATEMENT, partsOf } from '../../db/parts.ts'
import { isContention, isUnavailable } from '../../db/violations.ts'
import type { Clock } from '../journal/write.ts'
import type { Catalogue } from '../materials/catalogue.ts'
import { readCatalogue } from '../materials/read-catalogue.ts'
import { dayNumber, OPEN_FROM } from './engine/facts.ts'
import { Market } from './engine/market.ts'
import { POLICY, type Policy } from './engine/policy.ts'
import { FactsReader } from './listing-facts.ts'
import { Nodes } from './nodes.ts'
import { CataloguePassages, rulesInForce } from './passages.ts'
import { readMarket, readMarketRows } from './market-rows.ts'
import { readChanges, readHorizon } from './store.ts'

/** How long a change may go unnoticed when its wake-up was lost. */
const POLL_MS = 500
/**
 * A server that crashed gives the ids of transactions that left no trace on its disk out again, so that what is committed
 * next may lie below the horizon that was read before. Only the last second before the crash can be without a trace. Far
 * less than the change feed reaches back.
 */
const LOOK_BACK_TRANSACTIONS = 10_000n

const READING = { isolationLevel: 'repeatable read', accessMode: 'read only' } as const

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

/** What is done with listings whose change the market has taken over. */
export type TakenOver = (matching: Matching, listingIds: readonly number[]) => Promise<unknown>

/** A market that was loaded from the database and follows it. */
export class LiveMarket {
  readonly matching: Matching
  readonly #database: Database
  readonly #clock: Clock
  readonly #takenOver: TakenOver
  #horizon = '0'
  #timer: NodeJS.Timeout | null = null
  #following: Promise<void> = Promise.resolve()
  #unlisten: () => Promise<void> = async () => {}

  constructor(database: Database, catalogue: Catalogue, clock: Clock, takenOver: TakenOver = async () => {}) {
    this.#database = database
    this.#takenOver = takenOver
    this.#clock = clock
    this.matching = newMatching(catalogue, dayOf(clock))
  }

  /** Reads all open listings in one snapshot. */
  async load({ market, reader } = this.matching): Promise<void> {
    const horizon = await this.#database.db.transaction(async (tx) => {
      const from = await readHorizon(tx)
      await readMarket(tx, dayOf(this.#clock), (row) => market.add(reader.factsOf(row)))
      return from
    }, READING)
    market.settle()
    // Not before: while a reading fails, the old market goes on from where it was.
    this.#horizon = horizon
  }

  /** Follows changes until `stop`: woken by the database, and looking by itself twice a second. */
  async follow(): Promise<void> {
    const renew = () => void this.renew()
    const forget = await this.#database.listen('catalogue_changed', renew, renew)
    const unlisten = await this.#database.listen(
      'listing_changed',
      () => void this.catchUp(),
      () => {
        this.#following = this.#following.then(() => this.#lookBack())
        void this.catchUp()
      },
    )
    this.#unlisten = async () => {
      await forget()
      await unlisten()
    }
    this.#timer = setInterval(() => void this.catchUp(), POLL_MS)
    this.#timer.unref()
  }

  /** Reads catalogue and market anew, after an administrator has changed the catalogue; until then the old ones serve. */
  renew(): Promise<void> {
    this.#following = this.#following
      .then(() => this.#readAnew())
      .catch((error: unknown) => {
        if (!isUnavailable(error) && !isContention(error)) throw error
      })
    return this.#following
  }

  /** Takes over what has changed since the last look. Looks queue up one after the other; a database that is away is tried again later. */
  catchUp(): Promise<void> {
    this.#following = this.#following
      .then(() => this.#takeOver())
      .catch((error: unknown) => {
        if (!isUnavailable(error) && !isContention(error)) throw error
      })
    return this.#following
  }

  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer)
    await this.#unlisten()
    await this.#following
  }

  async #readAnew(): Promise<void> {
    const catalogue = await readCatalogue(this.#database.db)
    if (catalogue.version === this.matching.catalogue.version) return
    await this.#loadAnew(catalogue)
  }

  /** The old market serves until the new one is there. */
  async #loadAnew(catalogue: Catalogue): Promise<void> {
    const fresh = newMatching(catalogue, dayOf(this.#clock), this.matching.policy)
    await this.load(fresh)
    Object.assign(this.matching, fresh)
  }

  #lookBack(): void {
    const back = BigInt(this.#horizon) - LOOK_BACK_TRANSACTIONS
    this.#horizon = String(back > 0n ? back : 0n)
  }

  async #takeOver(): Promise<void> {
    const { db } = this.#database
    const { horizon, listings, isCutShort } = await readChanges(db, this.#horizon)
    if (isCutShort) return this.#loadAnew(this.matching.catalogue)
    const { market, reader } = this.matching
    for (const changed of partsOf(listings, A_STATEMENT)) {
      const rows = await readMarketRows(db, changed, dayOf(this.#clock))
      const open = new Map(rows.map((row) => [row.id, row]))
      for (const listing of changed) {
        const row = open.get(listing)
        market.replace(listing, row ? reader.factsOf(row) : null)
      }
      // What two processes published at the same moment could not see each other then.
      await this.#takenOver(this.matching, changed)
    }
    this.#horizon = horizon
  }
}
