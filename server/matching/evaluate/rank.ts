import type { Catalogue } from '../../materials/catalogue.ts'
import { tellingOf } from '../../materials/understanding/breadth.ts'
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
  readonly #catalogue: Catalogue
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
    this.#catalogue = catalogue
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
    const parts = partsOf(offer)
    let best: Served | undefined
    for (const [at, offered] of offer.entries())
      for (const wanted of need) {
        const from = this.#nodes.keyOf('material', offered.id)
        const to = this.#nodes.keyOf(wanted.kind, wanted.id)
        const passage = from === undefined || to === undefined ? undefined : this.#between(from, to)
        if (!passage) continue
        const score = materialScore(passage, parts[at]!, this.#weightOf(wanted))
        if (score > (best?.score ?? 0)) best = { score, offered, wanted }
      }
    return best
  }

  /**
   * How much a meaning of a need counts. What a firm wants is many things at once, and how sure each of them is are guesses
   * that differ more than its wishes do, so that they are drawn together by the same exponent; how broad a use is, is no guess.
   */
  #weightOf({ kind, id, sureness }: Meant): number {
    const telling = kind === 'use' ? tellingOf(this.#catalogue, id) : 1
    return telling * (sureness / telling) ** POLICY.mixtureExponent
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

/**
 * How much each meaning of an offer counts: as the parts of a mixture, whose shares count less unequally than they are
 * (the policy's exponent), and whose weights here stand in proportion to their sureness.
 */
function partsOf(offer: readonly Meant[]): number[] {
  const shares = offer.map(({ sureness }) => sureness ** (1 / POLICY.mixtureExponent))
  const whole = shares.reduce((sum, share) => sum + share, 0)
  return shares.map((share) => (share / whole) ** POLICY.mixtureExponent)
}
