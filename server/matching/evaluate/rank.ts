import type { Catalogue } from '../../materials/catalogue.ts'
import type { Meant, Said, Understander } from '../../materials/understanding/understand.ts'
import { materialScore } from '../engine/criteria/material.ts'
import { POLICY } from '../engine/policy.ts'
import { Nodes } from '../nodes.ts'
import { CataloguePassages } from '../passages.ts'
import type { Receiver, WasteQuery } from './exchanges.ts'

/** One way in which an offer may serve a receiver. */
export interface Served {
  score: number
  offered: Meant
  wanted: Meant
}

/** Meanings that are followed, the surest: a waste is one of a few things, a firm takes many. */
const MOST = { offer: 8, need: 24 }

/** Ranks the receivers of a table by the engine's material criterion, for texts understood as those of users are. */
export class MaterialRanking {
  readonly #understand: Understander
  readonly #passages: CataloguePassages
  readonly #nodes: Nodes
  readonly #needs: Meant[][]
  readonly #withCodes: boolean

  constructor(
    catalogue: Catalogue,
    understand: Understander,
    receivers: readonly Receiver[],
    withCodes: boolean,
  ) {
    this.#nodes = new Nodes(catalogue)
    this.#passages = new CataloguePassages(catalogue, this.#nodes)
    this.#understand = understand
    this.#withCodes = withCodes
    this.#needs = receivers.map(({ use, sector, nace }) =>
      this.#followed({ kind: 'need', text: use, wasteCode: null, trade: sector, nace }),
    )
  }

  /** What is understood of a waste, once for each of its donors and their codes. */
  offersOf({ text, donors }: WasteQuery): Meant[][] {
    return donors.flatMap(({ sector, nace, wasteCodes }) => {
      const codes = this.#withCodes && wasteCodes.length > 0 ? wasteCodes : [null]
      return codes.map((wasteCode) => this.#followed({ kind: 'offer', text, wasteCode, trade: sector, nace }))
    })
  }

  #followed(said: Said & { kind: 'offer' | 'need' }): Meant[] {
    return this.#understand(said).meant.slice(0, MOST[said.kind])
  }

  needOf(receiver: number): Meant[] {
    return this.#needs[receiver]!
  }

  /** The material criterion for each receiver: over all donors and meanings the best. */
  scores(waste: WasteQuery): Float64Array {
    const offers = this.offersOf(waste)
    return Float64Array.from(this.#needs, (need) =>
      Math.max(0, ...offers.map((offer) => this.best(offer, need)?.score ?? 0)),
    )
  }

  /** The best way from what is offered to what is wanted; undefined without any. */
  best(offer: readonly Meant[], need: readonly Meant[]): Served | undefined {
    const shares = sharesOf(offer)
    let best: Served | undefined
    for (const [at, offered] of offer.entries())
      for (const wanted of need) {
        const from = this.#nodes.keyOf('material', offered.id)
        const to = this.#nodes.keyOf(wanted.kind, wanted.id)
        const passage = from === undefined || to === undefined ? undefined : this.#between(from, to)
        if (!passage) continue
        const score = materialScore(passage, shares[at]! ** POLICY.mixtureExponent, wanted.sureness)
        if (score > (best?.score ?? 0)) best = { score, offered, wanted }
      }
    return best
  }

  readonly #known = new Map<number, Map<number, number>>()

  /** Path score between two nodes; the closure's own lookup walks a list, and this one asks very often. */
  #between(from: number, to: number): number | undefined {
    let targets = this.#known.get(from)
    if (!targets) {
      targets = new Map(this.#passages.from(from).map(({ target, pathScore }) => [target, pathScore]))
      this.#known.set(from, targets)
    }
    return targets.get(to)
  }
}

/** Meanings as the shares of a mixture whose parts weigh, after the policy's exponent, in proportion to their sureness. */
function sharesOf(offer: readonly Meant[]): number[] {
  const parts = offer.map(({ sureness }) => sureness ** (1 / POLICY.mixtureExponent))
  const whole = parts.reduce((sum, part) => sum + part, 0)
  return parts.map((part) => part / whole)
}
