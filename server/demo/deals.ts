import type { Carrier } from '../contract/exchanges.ts'

/** A deal of the demonstration region that is under way, with what was moved. Invented, like the firms. */
export interface DemoDeal {
  /** Refs of the listings. */
  offer: string
  need: string
  /** Tonnes a year. */
  tonnes: number
  /** GEL; paid by the receiver, negative when the supplier pays. */
  pricePerTonne: number
  transportBy: Carrier
  /** Confirmed shipments: days ago, and tonnes. */
  moved: readonly (readonly [daysAgo: number, tonnes: number])[]
}

/** Enough firms in Kakheti and Adjara that figures of both regions may be shown to anybody. */
export const DEMO_DEALS: readonly DemoDeal[] = [
  {
    offer: 'demo-gurjaani-winery-pomace',
    need: 'demo-gurjaani-distillery-pomace',
    tonnes: 120,
    pricePerTonne: 0,
    transportBy: 'receiver',
    moved: [
      [48, 17.86],
      [41, 18.24],
      [33, 16.9],
    ],
  },
  {
    offer: 'demo-akhmeta-sawmill-sawdust',
    need: 'demo-akhmeta-briquettes-raw',
    tonnes: 90,
    pricePerTonne: 45,
    transportBy: 'receiver',
    moved: [
      [75, 9.42],
      [40, 8.98],
    ],
  },
  {
    offer: 'demo-akhmeta-sheep-wool',
    need: 'demo-telavi-felt-wool',
    tonnes: 3,
    pricePerTonne: 600,
    transportBy: 'supplier',
    moved: [[60, 1.35]],
  },
  {
    offer: 'demo-batumi-towers-concrete',
    need: 'demo-khelvachauri-crusher-rubble',
    tonnes: 400,
    pricePerTonne: -6,
    transportBy: 'supplier',
    moved: [
      [52, 19.6],
      [51, 20.1],
      [24, 18.75],
    ],
  },
  {
    offer: 'demo-batumi-demolition-reinforced',
    need: 'demo-khelvachauri-crusher-rubble',
    tonnes: 300,
    pricePerTonne: -9,
    transportBy: 'third_party',
    moved: [
      [37, 21.3],
      [16, 19.9],
    ],
  },
  {
    offer: 'demo-khulo-sawmill-sawdust',
    need: 'demo-batumi-water-bulking',
    tonnes: 60,
    pricePerTonne: 30,
    transportBy: 'receiver',
    moved: [[29, 6.48]],
  },
]
