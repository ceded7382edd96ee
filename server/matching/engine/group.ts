import { buildBlocks } from './blocks.ts'
import type { Blocks } from './node.ts'
import { audienceOf, BITS, legalClassOf, LISTING, newRows, ORGANISATION, WORDS, type Rows } from './entry.ts'
import type { Scorer } from './score.ts'

/** Fresh entries beyond this number and this part of the settled ones are settled into blocks. */
const FRESH_AT_LEAST = 64
const FRESH_PART = 0.1

/**
 * All entries of one side that offer (or want) one catalogue node. Settled entries stand in blocks; changes since then
 * wait in `fresh`, which is searched one by one. A change to a listing makes its earlier entries stale by its number.
 */
export class Group {
  readonly key: number
  settled: Rows = newRows(0)
  settledCount = 0
  blocks: Blocks = { f: new Float32Array(0), i: new Int32Array(0), nodes: 0 }
  /** Changes up to this number are in the settled entries. */
  settledAt = 0
  fresh: Rows = newRows(4)
  freshCount = 0
  freshAt: number[] = []

  constructor(key: number) {
    this.key = key
  }

  get bytes(): number {
    return this.settled.f.byteLength + this.blocks.f.byteLength + this.fresh.f.byteLength
  }

  /** Room for one more entry; returns its offset in words. */
  append(change: number): number {
    if ((this.freshCount + 1) * WORDS > this.fresh.f.length) {
      const grown = newRows(Math.max(8, this.freshCount * 2))
      grown.i.set(this.fresh.i)
      this.fresh = grown
    }
    this.freshAt.push(change)
    return this.freshCount++ * WORDS
  }

  get wantsSettling(): boolean {
    return this.freshCount > Math.max(FRESH_AT_LEAST, this.settledCount * FRESH_PART)
  }

  /** Moves what is alive of settled and fresh into new blocks. */
  settle(change: number, staleSince: ReadonlyMap<number, number>, pool: Float32Array, scorer: Scorer): void {
    const alive = newRows(this.settledCount + this.freshCount)
    let count = 0
    const keep = (rows: Rows, n: number, at: number) => {
      if ((staleSince.get(rows.i[n * WORDS + LISTING]!) ?? 0) > at) return
      alive.i.set(rows.i.subarray(n * WORDS, (n + 1) * WORDS), count++ * WORDS)
    }
    for (let n = 0; n < this.settledCount; n++) keep(this.settled, n, this.settledAt)
    for (let n = 0; n < this.freshCount; n++) keep(this.fresh, n, this.freshAt[n]!)
    this.settled = count * WORDS === alive.i.length ? alive : trim(alive, count)
    this.settledCount = count
    this.settledAt = change
    this.fresh = newRows(4)
    this.freshCount = 0
    this.freshAt = []
    this.blocks = buildBlocks(this.settled, count, pool, scorer)
  }

  /** Calls back with every living entry: rows, offset in words. */
  each(staleSince: ReadonlyMap<number, number>, visit: (rows: Rows, at: number) => void): void {
    for (let n = 0; n < this.settledCount; n++)
      if ((staleSince.get(this.settled.i[n * WORDS + LISTING]!) ?? 0) <= this.settledAt)
        visit(this.settled, n * WORDS)
    for (let n = 0; n < this.freshCount; n++)
      if ((staleSince.get(this.fresh.i[n * WORDS + LISTING]!) ?? 0) <= this.freshAt[n]!)
        visit(this.fresh, n * WORDS)
  }

  /** Legal classes of the living entries that a viewer may see, others' than `organisation`, with the number of entries of each. */
  legalClasses(
    staleSince: ReadonlyMap<number, number>,
    viewer: number,
    organisation: number,
  ): Map<number, number> {
    const classes = new Map<number, number>()
    this.each(staleSince, (rows, at) => {
      const bits = rows.i[at + BITS]!
      if (audienceOf(bits) > viewer || rows.i[at + ORGANISATION] === organisation) return
      const legalClass = legalClassOf(bits)
      classes.set(legalClass, (classes.get(legalClass) ?? 0) + 1)
    })
    return classes
  }
}

function trim(rows: Rows, count: number): Rows {
  const trimmed = newRows(count)
  trimmed.i.set(rows.i.subarray(0, count * WORDS))
  return trimmed
}
