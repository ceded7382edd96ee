import {
  BITS,
  COST,
  EMISSION,
  FACTOR,
  MASS,
  MONTHS_MASK,
  RANGES,
  TRUST,
  WORDS,
  X,
  Y,
  Z,
  type Rows,
} from './entry.ts'
import {
  COST_KNOWN,
  COST_MAX,
  COST_UNKNOWN,
  EMISSION_KNOWN,
  EMISSION_MAX,
  EMISSION_UNKNOWN,
  FACTOR_MAX,
  MARKS,
  MASS_KNOWN,
  MASS_MAX,
  MASS_MIN,
  MASS_UNKNOWN,
  MAX_X,
  MIN_X,
  MONTHS_UNKNOWN,
  NODE,
  RIGHT,
  SHARED_RANGES,
  SPAN,
  TRUST_MAX,
  type Blocks,
} from './node.ts'
import { propertiesIn } from './criteria/quality.ts'
import { splitKey, widestDimension } from './spread.ts'
import type { Scorer } from './score.ts'

const LEAF_ENTRIES = 24

/**
 * Sorts `rows` (in place) into blocks. Each range is halved along what separates its members most in score: place, amount,
 * cost, months …, so that a block's bound is close to its members.
 * @param count number of entries in `rows`
 * @param pool where their property ranges stand
 */
export function buildBlocks(rows: Rows, count: number, pool: Float32Array, scorer: Scorer): Blocks {
  const nodes = countNodes(count)
  const buffer = new ArrayBuffer(nodes * NODE * 4)
  const blocks: Blocks = { f: new Float32Array(buffer), i: new Int32Array(buffer), nodes: 0 }
  const order = Uint32Array.from({ length: count }, (_, n) => n)
  const keys = new Float64Array(count)
  if (count > 0) cut(0, count)
  reorder(rows, order)
  return blocks

  function cut(start: number, end: number): void {
    const node = blocks.nodes++
    summarise(blocks, node * NODE, rows, pool, order, start, end)
    if (end - start <= LEAF_ENTRIES) {
      blocks.i[node * NODE + SPAN] = (start << 8) | (end - start)
      return
    }
    const middle = (start + end) >> 1
    const dimension = widestDimension(blocks, node * NODE, scorer)
    for (let n = start; n < end; n++) keys[order[n]!] = splitKey(rows, order[n]! * WORDS, dimension)
    select(order, keys, start, end - 1, middle)
    cut(start, middle)
    blocks.i[node * NODE + RIGHT] = blocks.nodes
    cut(middle, end)
  }
}

/** Nodes that halving `count` down to leaves makes. */
function countNodes(count: number): number {
  if (count <= LEAF_ENTRIES) return 1
  const left = count >> 1
  const right = count - left
  return 1 + (left === right ? 2 * countNodes(left) : countNodes(left) + countNodes(right))
}

function summarise(
  { f, i }: Blocks,
  at: number,
  rows: Rows,
  pool: Float32Array,
  order: Uint32Array,
  start: number,
  end: number,
): void {
  let minX = Infinity
  let minY = Infinity
  let minZ = Infinity
  let maxX = -Infinity
  let maxY = -Infinity
  let maxZ = -Infinity
  let massMin = Infinity
  let massMax = -Infinity
  let costMax = -Infinity
  let emissionMax = -Infinity
  let trustMax = -Infinity
  let factorMax = -Infinity
  let marks = 0
  const shared = rows.i[order[start]! * WORDS + RANGES]!
  let stated = 0
  let differ = false
  for (let n = start; n < end; n++) {
    const row = order[n]! * WORDS
    const x = rows.f[row + X]!
    const y = rows.f[row + Y]!
    const z = rows.f[row + Z]!
    if (x < minX) minX = x
    if (x > maxX) maxX = x
    if (y < minY) minY = y
    if (y > maxY) maxY = y
    if (z < minZ) minZ = z
    if (z > maxZ) maxZ = z
    const mass = rows.f[row + MASS]!
    if (mass > 0) {
      marks |= MASS_KNOWN
      if (mass < massMin) massMin = mass
      if (mass > massMax) massMax = mass
    } else marks |= MASS_UNKNOWN
    const cost = rows.f[row + COST]!
    if (cost === cost) {
      marks |= COST_KNOWN
      if (cost > costMax) costMax = cost
    } else marks |= COST_UNKNOWN
    const emission = rows.f[row + EMISSION]!
    if (emission === emission) {
      marks |= EMISSION_KNOWN
      if (emission > emissionMax) emissionMax = emission
    } else marks |= EMISSION_UNKNOWN
    const trust = rows.f[row + TRUST]!
    if (trust > trustMax) trustMax = trust
    const factor = rows.f[row + FACTOR]!
    if (factor > factorMax) factorMax = factor
    const months = rows.i[row + BITS]! & MONTHS_MASK
    marks |= months === 0 ? MONTHS_UNKNOWN : months
    const ranges = rows.i[row + RANGES]!
    if (ranges !== shared) differ = true
    stated |= propertiesIn(pool, ranges)
  }
  f[at + MIN_X] = minX
  f[at + MIN_X + 1] = minY
  f[at + MIN_X + 2] = minZ
  f[at + MAX_X] = maxX
  f[at + MAX_X + 1] = maxY
  f[at + MAX_X + 2] = maxZ
  f[at + MASS_MIN] = massMin
  f[at + MASS_MAX] = massMax
  f[at + COST_MAX] = costMax
  f[at + EMISSION_MAX] = emissionMax
  f[at + TRUST_MAX] = trustMax
  f[at + FACTOR_MAX] = factorMax
  i[at + MARKS] = marks
  i[at + SHARED_RANGES] = differ ? ~stated : shared
  i[at + RIGHT] = 0
}

/** Partial sort: the entry of rank `middle` stands at its place, none before it has a larger key, none after it a smaller. */
function select(order: Uint32Array, keys: Float64Array, first: number, last: number, middle: number): void {
  while (first < last) {
    const pivot = keys[order[(first + last) >> 1]!]!
    let low = first
    let high = last
    while (low <= high) {
      while (keys[order[low]!]! < pivot) low++
      while (keys[order[high]!]! > pivot) high--
      if (low <= high) {
        const swapped = order[low]!
        order[low++] = order[high]!
        order[high--] = swapped
      }
    }
    if (middle <= high) last = high
    else if (middle >= low) first = low
    else return
  }
}

function reorder(rows: Rows, order: Uint32Array): void {
  const copy = rows.i.slice(0, order.length * WORDS)
  for (let n = 0; n < order.length; n++) {
    const from = order[n]! * WORDS
    rows.i.set(copy.subarray(from, from + WORDS), n * WORDS)
  }
}
