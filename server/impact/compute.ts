/** A factor as it was when it was used: enough to check it, and to compute with it again. */
export interface UsedFactor {
  id: string
  value: number
  unit: string
  year: number | null
  source: string
  estimate: boolean
}

/** What one unit of a currency was worth. */
export interface UsedRate {
  currency: string
  value: number
  day: string
  source: string
}

/** One part of what is given, with the factor of its present route. */
export interface RoutePart {
  material: string
  /** Share of the mass, 0–1. */
  share: number
  /** kg CO2e per tonne of this part on its present route; null when no factor fits. */
  factor: UsedFactor | null
}

/** Everything that the impact of a shipment is computed from. Null is unknown; money is in `currency`, per tonne. */
export interface ImpactFacts {
  tonnes: number
  roadKm: number
  currency: string
  /** Tonnes that arrive in the use for each tonne given, after the conversions on the way. */
  yieldRatio: number
  route: { operation: string | null; parts: RoutePart[] }
  /** What the receiver would otherwise have used. */
  input: { material: string | null; factor: UsedFactor | null }
  freightEmission: UsedFactor
  freightCost: UsedFactor
  /** Price of `freightCost`'s unit of money in `currency`. */
  freightCostRate: number
  /** Conversions on the way, each with its factor. */
  processing: { process: string; factor: UsedFactor | null }[]
  /** Processing cost per tonne given; 0 where nothing is converted. */
  processingCost: number | null
  /** What the supplier pays today to be rid of a tonne. */
  disposalCost: number | null
  /** What the receiver pays today for a tonne of input. */
  purchaseCost: number | null
  /** Agreed price per tonne, paid by the receiver; negative when the supplier pays. */
  price: number | null
  /** Exchange rates that turned stated money into `currency`. */
  rates: UsedRate[]
  transportBy: 'supplier' | 'receiver' | 'third_party'
}

/** What a shipment did. Null is unknown. kg CO2e and money for all its tonnes together. */
export interface Impact {
  tonnes: number
  avoidedDisposalKg: number | null
  avoidedProductionKg: number | null
  transportKg: number
  processingKg: number | null
  kgCo2eAvoided: number | null
  supplierSaving: number | null
  receiverSaving: number | null
}

/**
 * kg CO2e avoided = avoided production + avoided disposal − transport − processing. An avoided part that is unknown adds
 * nothing (the figure is then too low, never too high); it is unknown when both are, or when a conversion has no factor.
 * Saving of the supplier = avoided disposal + price − its transport; of the receiver = avoided purchase − price −
 * processing − its transport. Transport by a third party costs neither side.
 */
export function impactOf(facts: ImpactFacts): Impact {
  const { tonnes } = facts
  const parts = facts.route.parts.map(({ share, factor }) => factor && share * factor.value)
  const disposal = parts.length === 0 ? null : sumOrNull(parts)
  const production = facts.input.factor && facts.input.factor.value * facts.yieldRatio
  const processing = sumOrNull(facts.processing.map(({ factor }) => factor && factor.value))
  const transport = facts.roadKm * facts.freightEmission.value
  const saved =
    (disposal === null && production === null) || processing === null
      ? null
      : (disposal ?? 0) + (production ?? 0) - transport - processing
  const haul = facts.roadKm * facts.freightCost.value * facts.freightCostRate
  const supplier =
    facts.disposalCost === null || facts.price === null
      ? null
      : facts.disposalCost + facts.price - (facts.transportBy === 'supplier' ? haul : 0)
  const receiver =
    facts.purchaseCost === null || facts.processingCost === null || facts.price === null
      ? null
      : facts.purchaseCost * facts.yieldRatio -
        facts.price -
        facts.processingCost -
        (facts.transportBy === 'receiver' ? haul : 0)
  const times = (perTonne: number | null) => (perTonne === null ? null : perTonne * tonnes)
  return {
    tonnes,
    avoidedDisposalKg: times(disposal),
    avoidedProductionKg: times(production),
    transportKg: transport * tonnes,
    processingKg: times(processing),
    kgCo2eAvoided: times(saved),
    supplierSaving: times(supplier),
    receiverSaving: times(receiver),
  }
}

/** The sum, or null as soon as one addend is unknown. */
function sumOrNull(addends: readonly (number | null)[]): number | null {
  return addends.reduce<number | null>(
    (sum, addend) => (sum === null || addend === null ? null : sum + addend),
    0,
  )
}
