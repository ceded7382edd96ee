/** A partner found: one listing, by the best of its targets. */
export interface Found {
  listing: number
  score: number
  /** The material offered and the target wanted in this pair, as market keys. */
  material: number
  target: number
}

/** Better first: higher score, then lower listing number, then lower keys, so that the order never depends on the order of search. */
export function isBetter(a: Found, b: Found): boolean {
  if (a.score !== b.score) return a.score > b.score
  if (a.listing !== b.listing) return a.listing < b.listing
  if (a.material !== b.material) return a.material < b.material
  return a.target < b.target
}

/** The k best partners so far, best first, each listing once. */
export class Best {
  readonly found: Found[] = []
  readonly #k: number

  constructor(k: number) {
    this.#k = k
  }

  /** A score below this cannot enter any more. */
  get least(): number {
    return this.found.length < this.#k ? 0 : this.found[this.#k - 1]!.score
  }

  offer(candidate: Found): void {
    const { found } = this
    const same = found.findIndex((f) => f.listing === candidate.listing)
    if (same >= 0) {
      if (!isBetter(candidate, found[same]!)) return
      found.splice(same, 1)
    } else if (found.length === this.#k) {
      if (!isBetter(candidate, found[this.#k - 1]!)) return
      found.pop()
    }
    let at = found.length
    while (at > 0 && isBetter(candidate, found[at - 1]!)) at--
    found.splice(at, 0, candidate)
  }
}
