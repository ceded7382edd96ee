import { sql, type SQL } from 'drizzle-orm'
import { copyRows } from '../../db/copy.ts'
import type { Db } from '../../db/open.ts'
import type { MarketRow } from './listing-facts.ts'
import type { NodeKind } from './nodes.ts'

type Target = MarketRow['targets'][number]
type Range = MarketRow['ranges'][number]

/** Parts of many listings, in the order of their listings. */
export class Parts<T> {
  readonly #listings: readonly number[]
  readonly #partAt: (n: number) => T
  #next = 0

  /** @param listings whose each part is, ascending */
  constructor(listings: readonly number[], partAt: (n: number) => T) {
    this.#listings = listings
    this.#partAt = partAt
  }

  /** The parts of one listing. Asked for in about the order of listings, they are found at once. */
  of(listing: number): T[] {
    const listings = this.#listings
    if (listings[this.#next] !== listing) this.#next = this.#firstOf(listing)
    if (listings[this.#next] !== listing) return NONE
    const found: T[] = []
    while (listings[this.#next] === listing) found.push(this.#partAt(this.#next++))
    return found
  }

  #firstOf(listing: number): number {
    let low = 0
    let high = this.#listings.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#listings[middle]! < listing) low = middle + 1
      else high = middle
    }
    return low
  }
}

const NONE: never[] = []

/** What listings offer or accept. Kept as columns: a million objects at once are work for the garbage collector. */
export async function readTargets(db: Db, among: SQL): Promise<Parts<Target>> {
  const listings: number[] = []
  const kinds: NodeKind[] = []
  const ids: string[] = []
  const factors: number[] = []
  await copyRows(
    db,
    sql`select listing_id, target_kind, target, factor from listing_material where ${among} order by listing_id, target_kind, target`,
    (row) => {
      listings.push(row.int()!)
      kinds.push(row.text() as NodeKind)
      ids.push(row.text()!)
      factors.push(row.double()!)
    },
  )
  return new Parts(listings, (n) => ({ kind: kinds[n]!, id: ids[n]!, factor: factors[n]! }))
}

/** Property ranges of listings. */
export async function readRanges(db: Db, among: SQL): Promise<Parts<Range>> {
  const listings: number[] = []
  const properties: string[] = []
  const bounds: (number | null)[] = []
  await copyRows(
    db,
    sql`select listing_id, property, minimum, maximum from listing_specification where ${among} order by listing_id, property`,
    (row) => {
      listings.push(row.int()!)
      properties.push(row.text()!)
      bounds.push(row.double(), row.double())
    },
  )
  return new Parts(listings, (n) => ({
    property: properties[n]!,
    minimum: bounds[2 * n]!,
    maximum: bounds[2 * n + 1]!,
  }))
}
