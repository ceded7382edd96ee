/** One step from what is offered to what is wanted. */
export interface ClosureStep {
  relation: 'is_a' | 'part_of_group' | 'suitable_for' | 'pathway' | 'broader_use' | 'narrower_use'
  toKind: 'material' | 'use'
  to: string
  /** 0–1. */
  weight: number
  /** The step rests on a suitability of the material before it. */
  suitability?: true
  /** The pathway behind the step: with `suitable_for` the taker converts it, with `pathway` somebody before the taker does. */
  pathway?: string
  process?: string
  rCode?: string
}

/** A way through the catalogue with what it does to a tonne. */
export interface Path {
  steps: readonly ClosureStep[]
  /** Product of the weights. */
  score: number
  /** Tonnes that arrive per tonne offered; conversions of unknown yield count as 1. */
  yieldTonnesPerTonne: number
  /** GEL per tonne offered over all conversions; null when the cost of one is unknown. */
  processingCostPerTonne: number | null
}

/** Nothing done yet: the offered material itself. */
export const HERE: Path = { steps: [], score: 1, yieldTonnesPerTonne: 1, processingCostPerTonne: 0 }

/** What a conversion does to a tonne of its input: tonnes of product, GEL. */
export interface Conversion {
  yieldTonnesPerTonne: number | null
  costPerTonne: number | null
}

/** The path prolonged by steps, and by what a conversion among them does. */
export function along(path: Path, steps: readonly ClosureStep[], conversion?: Conversion): Path {
  const { yieldTonnesPerTonne: arrived, processingCostPerTonne: spent } = path
  const unknownCost = spent === null || conversion?.costPerTonne === null
  return {
    steps: [...path.steps, ...steps],
    score: steps.reduce((score, step) => score * step.weight, path.score),
    yieldTonnesPerTonne: arrived * (conversion?.yieldTonnesPerTonne ?? 1),
    processingCostPerTonne: unknownCost ? null : spent + arrived * (conversion?.costPerTonne ?? 0),
  }
}

/** The better of two ways to one place: higher score, then fewer steps, then the alphabet, so that the order of rows never matters. */
export function isBetter(path: Path, than: Path | undefined): boolean {
  if (!than) return true
  if (path.score !== than.score) return path.score > than.score
  if (path.steps.length !== than.steps.length) return path.steps.length < than.steps.length
  return signature(path) < signature(than)
}

const signature = ({ steps }: Path) =>
  steps.map(({ relation, to, pathway }) => `${relation} ${to} ${pathway ?? ''}`).join('>')

/** The best way to each of several places. */
export class BestPaths {
  readonly byPlace = new Map<string, Path>()
  readonly least: number

  constructor(least: number) {
    this.least = least
  }

  offer(place: string, path: Path): void {
    if (path.score >= this.least && isBetter(path, this.byPlace.get(place))) this.byPlace.set(place, path)
  }
}
