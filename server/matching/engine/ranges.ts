import type { PropertyRange } from './facts.ts'

/** Property ranges of many listings in one array: at an offset stand their number and then (property, minimum, maximum) each. Equal lists are stored once. */
export class RangePool {
  values = new Float32Array(1024)
  #length = 1 // offset 0 reads as "no ranges"
  readonly #known = new Map<string, number>()

  /** Offset of the list, storing it if it is new; 0 for an empty list. */
  add(ranges: readonly PropertyRange[]): number {
    if (ranges.length === 0) return 0
    const key = ranges.map((r) => `${r.property},${r.minimum},${r.maximum}`).join(';')
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const offset = this.#length
    this.#grow(offset + 1 + ranges.length * 3)
    this.values[offset] = ranges.length
    ranges.forEach((range, n) => {
      this.values[offset + 1 + n * 3] = range.property
      this.values[offset + 2 + n * 3] = range.minimum
      this.values[offset + 3 + n * 3] = range.maximum
    })
    this.#length = offset + 1 + ranges.length * 3
    this.#known.set(key, offset)
    return offset
  }

  get bytes(): number {
    return this.values.byteLength
  }

  #grow(needed: number): void {
    if (needed <= this.values.length) return
    const grown = new Float32Array(Math.max(needed, this.values.length * 2))
    grown.set(this.values)
    this.values = grown
  }
}
