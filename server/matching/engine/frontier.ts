/** A heap of blocks still to be looked into, highest bound first. Reused between searches, so that searching allocates nothing. */
export class Frontier {
  #bounds = new Float64Array(1024)
  #groups = new Int32Array(1024)
  #nodes = new Int32Array(1024)
  #size = 0

  clear(): void {
    this.#size = 0
  }

  get isEmpty(): boolean {
    return this.#size === 0
  }

  /** Highest bound left. */
  get bound(): number {
    return this.#bounds[0]!
  }

  get group(): number {
    return this.#groups[0]!
  }

  get node(): number {
    return this.#nodes[0]!
  }

  push(bound: number, group: number, node: number): void {
    if (this.#size === this.#bounds.length) this.#grow()
    let at = this.#size++
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (this.#bounds[parent]! >= bound) break
      this.#move(parent, at)
      at = parent
    }
    this.#put(at, bound, group, node)
  }

  pop(): void {
    const last = --this.#size
    const bound = this.#bounds[last]!
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= last) break
      if (child + 1 < last && this.#bounds[child + 1]! > this.#bounds[child]!) child++
      if (this.#bounds[child]! <= bound) break
      this.#move(child, at)
      at = child
    }
    this.#put(at, bound, this.#groups[last]!, this.#nodes[last]!)
  }

  #move(from: number, to: number): void {
    this.#put(to, this.#bounds[from]!, this.#groups[from]!, this.#nodes[from]!)
  }

  #put(at: number, bound: number, group: number, node: number): void {
    this.#bounds[at] = bound
    this.#groups[at] = group
    this.#nodes[at] = node
  }

  #grow(): void {
    const bounds = new Float64Array(this.#bounds.length * 2)
    const groups = new Int32Array(bounds.length)
    const nodes = new Int32Array(bounds.length)
    bounds.set(this.#bounds)
    groups.set(this.#groups)
    nodes.set(this.#nodes)
    this.#bounds = bounds
    this.#groups = groups
    this.#nodes = nodes
  }
}
