import { formatHaul, formatMoney, formatNumber, formatPerTonne, formatWeighed } from '#lib/language/format.ts'
import { m } from '#lib/paraglide/messages.js'
import { sayFactor } from './factor.ts'
import type { ShipmentImpact } from './working.ts'

/** One line of what a side saved; amounts for all tonnes, in the currency of the facts. */
export interface MoneyLine {
  label: string
  reckoning: string
  /** Null is unknown. */
  amount: number | null
}

/** What made up the saving of each side. A transport that somebody else pays for is no line. */
export function moneyOf({ facts, impact }: ShipmentImpact) {
  const { tonnes, currency, yieldRatio } = facts
  const line = (label: string, perTonne: number | null, sign: 1 | -1, ratio = 1): MoneyLine => ({
    label,
    amount: perTonne === null ? null : perTonne === 0 ? 0 : sign * perTonne * tonnes * ratio,
    reckoning:
      perTonne === null
        ? m.unknown_figure()
        : [
            formatWeighed(tonnes),
            ...(ratio === 1 ? [] : [formatNumber(ratio, 3)]),
            formatPerTonne(perTonne, currency),
          ].join(' × '),
  })
  const haul: MoneyLine = {
    label: m.impact_money_transport(),
    amount: -facts.roadKm * facts.freightCost.value * facts.freightCostRate * tonnes,
    reckoning: [
      formatWeighed(tonnes),
      formatHaul(facts.roadKm),
      sayFactor(facts.freightCost),
      ...(facts.freightCostRate === 1 ? [] : [formatMoney(facts.freightCostRate, currency)]),
    ].join(' × '),
  }
  const haulOf = (side: 'supplier' | 'receiver') => (facts.transportBy === side ? [haul] : [])
  return [
    {
      side: 'supplier' as const,
      saving: impact.supplierSaving,
      lines: [
        line(m.impact_money_disposal(), facts.disposalCost, 1),
        line(m.impact_money_price_got(), facts.price, 1),
        ...haulOf('supplier'),
      ],
    },
    {
      side: 'receiver' as const,
      saving: impact.receiverSaving,
      lines: [
        line(m.impact_money_purchase(), facts.purchaseCost, 1, yieldRatio),
        line(m.impact_money_price_paid(), facts.price, -1),
        line(m.impact_money_processing(), facts.processingCost, -1),
        ...haulOf('receiver'),
      ],
    },
  ]
}
