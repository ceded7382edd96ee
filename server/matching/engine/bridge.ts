import { judgeLaw, type LegalFinding, type LegalScene, type Rule } from './criteria/regulation.ts'
import type { LegalFacts } from './facts.ts'
import type { Policy } from './policy.ts'

/** What the catalogue says about one offered material and one wanted material or use: the constants of every pair between them. */
export interface Passage {
  material: number
  target: number
  /** Product of the weights along the best path, 0–1. */
  pathScore: number
  /** Tonnes of what is wanted per tonne offered. */
  yieldRatio: number
  /** Policy currency per tonne; 0 without a conversion step, NaN when a step's cost is unknown. */
  processingCost: number
  /** Catalogue's order of magnitude of the material's worth, policy currency per tonne. */
  catalogueWorth: number
  scene: LegalScene
}

/** A passage with its law worked out per pair of legal classes, each once. */
export class Bridge {
  readonly passage: Passage
  readonly pathScore: number
  readonly yieldRatio: number
  readonly processingCost: number
  readonly catalogueWorth: number
  readonly #law: Law
  readonly #judged = new Map<number, number>()

  constructor(passage: Passage, law: Law) {
    this.passage = passage
    this.pathScore = passage.pathScore
    this.yieldRatio = passage.yieldRatio
    this.processingCost = passage.processingCost
    this.catalogueWorth = passage.catalogueWorth
    this.#law = law
  }

  /** 0–1; −1 is a veto. */
  legalScore(offerClass: number, needClass: number): number {
    const key = offerClass * 131_072 + needClass
    let score = this.#judged.get(key)
    if (score === undefined) {
      score = this.legalFinding(offerClass, needClass).score
      this.#judged.set(key, score)
    }
    return score
  }

  legalFinding(offerClass: number, needClass: number): LegalFinding {
    return this.#law.judge(offerClass, needClass, this.passage.scene)
  }
}

/** The rules in force and the legal classes met so far: listings that the law cannot tell apart share one. */
export class Law {
  readonly #rules: readonly Rule[]
  readonly #policy: Policy
  /** Amounts at which some rule begins to hold. */
  readonly #amounts: readonly number[]
  readonly #classes: LegalFacts[] = []
  readonly #known = new Map<string, number>()

  constructor(rules: readonly Rule[], policy: Policy) {
    this.#rules = rules
    this.#policy = policy
    this.#amounts = [...new Set(rules.map(({ aboveTonnes }) => aboveTonnes))].filter((tonnes) => tonnes > 0)
  }

  classOf(facts: LegalFacts): number {
    const key = this.#keyOf(facts)
    let found = this.#known.get(key)
    if (found === undefined) {
      found = this.#classes.push(facts) - 1
      this.#known.set(key, found)
    }
    return found
  }

  /** Equal for listings that no rule tells apart. */
  #keyOf({ wasteCode, hazardous, priceAsked, massTonnes, permits }: LegalFacts): string {
    let marks = (hazardous ? 1 : 0) + (priceAsked ? 2 : 0)
    for (const tonnes of this.#amounts) if (massTonnes > tonnes) marks += 4
    const key = `${marks} ${wasteCode ?? ''}`
    return permits.length === 0 ? key : `${key} ${permits.toSorted().join(',')}`
  }

  factsOf(legalClass: number): LegalFacts {
    return this.#classes[legalClass]!
  }

  judge(offerClass: number, needClass: number, scene: LegalScene): LegalFinding {
    return judgeLaw(this.#rules, this.#classes[offerClass]!, this.#classes[needClass]!, scene, this.#policy)
  }
}
