/** What the stories put on the market. Money in GEL. */
const gel = (amount: number) => ({ amount, currency: 'GEL' })

export const cardboard = (more: object = {}) => ({
  kind: 'offer',
  title: 'Cardboard from unpacking',
  targets: [{ kind: 'material', id: 'cardboard' }],
  place: { municipality: 'telavi' },
  amount: 40,
  unit: 't',
  period: 'year',
  wasteCode: '150101',
  presentOperation: 'D1',
  presentCostPerTonne: gel(20),
  ...more,
})

export const boardFurnish = (more: object = {}) => ({
  kind: 'need',
  title: 'Cardboard for board making',
  targets: [{ kind: 'use', id: 'board-furnish' }],
  place: { municipality: 'kvareli' },
  amount: 300,
  unit: 't',
  period: 'year',
  presentInput: 'cardboard',
  presentCostPerTonne: gel(80),
  ...more,
})

export const pomace = (more: object = {}) => ({
  kind: 'offer',
  title: 'Grape pomace',
  targets: [{ kind: 'material', id: 'grape-pomace' }],
  place: { municipality: 'telavi' },
  amount: 40,
  unit: 't',
  period: 'year',
  months: [9, 10],
  wasteCode: '020701',
  ...more,
})

export const distillation = (more: object = {}) => ({
  kind: 'need',
  title: 'Grape pomace for distillation',
  targets: [{ kind: 'use', id: 'distillation-feedstock' }],
  place: { municipality: 'kvareli' },
  amount: 300,
  unit: 't',
  period: 'year',
  months: [9, 10],
  ...more,
})

/** A listing that is published at once. */
export const published = (organisation: string, listing: object) => ({
  organisation: `{${organisation}}`,
  publish: true,
  listing,
})

/** Terms: tonnes a year, at 25 GEL a tonne, fetched by the receiver. */
export const terms = (tonnes: number, lastVersion = 0) => ({
  tonnes,
  period: 'year',
  startsOn: '2026-09-01',
  endsOn: '2026-12-31',
  pricePerTonne: 25,
  currency: 'GEL',
  vatIncluded: true,
  transportBy: 'receiver',
  quality: [],
  note: '',
  lastVersion,
})
