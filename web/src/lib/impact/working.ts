import type { ExchangeImpact } from '#lib/contract.ts'
import { formatHaul, formatNumber, formatPercent, formatWeighed } from '#lib/language/format.ts'
import { nameOf } from '#lib/language/say.ts'
import { m } from '#lib/paraglide/messages.js'

export type ShipmentImpact = ExchangeImpact['shipments'][number]
export type UsedFactor = ShipmentImpact['facts']['freightEmission']
export type NamesOfIds = ExchangeImpact['names']

/** One line of a sum as it is shown: what was multiplied, and by which factor. */
export interface WorkingLine {
  /** What was multiplied with the factor, in words; or why nothing was. */
  reckoning: string
  factor: UsedFactor | null
}

/** One addend of kg CO2e with its lines; `sign` is how it enters the sum. */
export interface WorkingPart {
  label: string
  sign: 1 | -1
  lines: WorkingLine[]
  /** kg CO2e; null is unknown. */
  kg: number | null
}

/** The addends of a shipment's kg CO2e, in the order of the sum. */
export function partsOf({ facts, impact }: ShipmentImpact, names: NamesOfIds): WorkingPart[] {
  const tonnes = formatWeighed(facts.tonnes)
  const times = (factors: readonly string[]) => [tonnes, ...factors].join(' × ')
  const materialOf = (id: string) => named(names.materials, id)
  return [
    {
      label: m.impact_disposal(),
      sign: 1,
      kg: impact.avoidedDisposalKg,
      lines:
        facts.route.parts.length > 0
          ? facts.route.parts.map(({ material, share, factor }) => ({
              factor,
              reckoning: factor
                ? `${materialOf(material)}: ${times(share === 1 ? [] : [formatPercent(share)])}`
                : m.impact_no_factor({ what: materialOf(material) }),
            }))
          : [
              {
                factor: null,
                reckoning:
                  facts.route.operation === null
                    ? m.impact_route_unknown()
                    : m.impact_route_no_factor({ operation: facts.route.operation }),
              },
            ],
    },
    {
      label: m.impact_production(),
      sign: 1,
      kg: impact.avoidedProductionKg,
      lines: [inputLine(facts, times, materialOf)],
    },
    {
      label: m.impact_transport(),
      sign: -1,
      kg: impact.transportKg,
      lines: [{ reckoning: times([formatHaul(facts.roadKm)]), factor: facts.freightEmission }],
    },
    {
      label: m.impact_processing(),
      sign: -1,
      kg: impact.processingKg,
      lines:
        facts.processing.length === 0
          ? [{ reckoning: m.impact_as_it_is(), factor: null }]
          : facts.processing.map(({ process, factor }) => {
              const name = named(names.processes, process)
              return {
                factor,
                reckoning: factor ? `${name}: ${tonnes}` : m.impact_no_factor({ what: name }),
              }
            }),
    },
  ]
}

function inputLine(
  { input, yieldRatio }: ShipmentImpact['facts'],
  times: (factors: readonly string[]) => string,
  materialOf: (id: string) => string,
): WorkingLine {
  if (input.material === null) return { reckoning: m.impact_input_unknown(), factor: null }
  const material = materialOf(input.material)
  if (!input.factor) return { reckoning: m.impact_no_factor({ what: material }), factor: null }
  const reckoning = times(yieldRatio === 1 ? [] : [formatNumber(yieldRatio, 3)])
  return { reckoning: `${m.impact_of_input({ material })}: ${reckoning}`, factor: input.factor }
}

const named = (names: NamesOfIds['materials'], id: string): string => {
  const found = names[id]
  return found ? nameOf(found) : id
}
