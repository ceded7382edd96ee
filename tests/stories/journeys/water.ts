import { interested, listed } from '../beginnings.ts'
import { published, terms } from '../listings.ts'
import type { Story } from '../story.ts'

const sides = { supplier: 'Lia', receiver: 'Davit', gives: 'dairy', takes: 'nursery' }

const water = (more: object) => ({
  resourceKind: 'water',
  targets: [],
  place: { lon: 45.47, lat: 41.92, precision: 'exact' },
  unit: 'm3',
  period: 'month',
  months: [5, 6, 7, 8, 9, 10],
  ...more,
})
const rinsing = water({ kind: 'offer', title: 'Rinsing water', amount: 1000 })
const irrigation = water({ kind: 'need', title: 'Water for young trees', amount: 700 })

const monthly = (amount: number, unit: string) => ({
  ...terms(amount),
  unit,
  period: 'month',
  endsOn: '2026-10-31',
  pricePerTonne: 0.4,
})

export const waterByTheCubicMetre: Story = {
  title: 'Water by the cubic metre',
  about:
    'A dairy lists its rinsing water and a tree nursery beside it is proposed. They count in cubic metres: as much as there is and no more, and nothing is claimed of what nobody can reckon.',
  organisations: {
    dairy: { name: 'Dairy in the Valley' },
    nursery: { name: 'Tree Nursery by the Road' },
    laundry: { name: 'Laundry on the Square' },
  },
  people: { Lia: { of: 'dairy' }, Davit: { of: 'nursery' }, Maka: { of: 'laundry' } },
  steps: [
    ...listed({ ...sides, offer: rinsing, need: irrigation }),
    ...interested(sides),
    {
      who: 'Lia',
      does: 'cannot offer it by the tonne',
      asks: 'POST /exchanges/{exchange}/terms',
      sends: monthly(700, 't'),
      answers: 422,
      with: { code: 'terms_unit_wrong', params: { open: 'm3' } },
      because: 'What is on offer is counted in cubic metres, and so is what is agreed of it.',
    },
    {
      who: 'Lia',
      does: 'offers 700 m³ a month',
      asks: 'POST /exchanges/{exchange}/terms',
      sends: monthly(700, 'm3'),
      answers: 201,
      with: { version: 1 },
    },
    {
      who: 'Davit',
      does: 'agrees',
      asks: 'POST /exchanges/{exchange}/terms/1/agreement',
      sends: {},
      answers: 200,
      with: { sealed: true },
    },
    {
      who: 'Davit',
      does: 'records what came through the pipe',
      asks: 'POST /exchanges/{exchange}/shipments',
      sends: { movedOn: '2026-10-02', tonnes: 180 },
      answers: 201,
      with: { tonnes: 180, unit: 'm3' },
      keeps: { first: 'id' },
    },
    {
      who: 'Lia',
      does: 'confirms it',
      asks: 'POST /shipments/{first}/confirm',
      answers: 200,
      with: { kgCo2eAvoided: null },
      because: 'There are factors for materials only, so that what it avoids stays unknown.',
    },
    {
      who: 'Davit',
      does: 'reads what is left',
      asks: 'GET /exchanges/{exchange}/shipments',
      answers: 200,
      with: { remaining: { agreedTonnes: 700, movedTonnes: 180, leftTonnes: 520, unit: 'm3' } },
    },
    {
      who: 'Maka',
      does: 'wants some of the same water',
      asks: 'POST /listings',
      sends: published('laundry', { ...irrigation, title: 'Water for rinsing', amount: 600 }),
      answers: 201,
    },
    {
      who: 'Maka',
      does: 'finds the dairy proposed at once',
      asks: 'GET /proposals',
      answers: 200,
      with: { proposals: [{ side: 'need', match: { listing: { id: '{offer}' } } }] },
      keeps: { proposal: 'proposals.0.id' },
    },
    ...interested({ supplier: 'Lia', receiver: 'Maka' }),
    {
      who: 'Maka',
      does: 'asks for 600 m³ a month',
      asks: 'POST /exchanges/{exchange}/terms',
      sends: monthly(600, 'm3'),
      answers: 201,
    },
    {
      who: 'Lia',
      does: 'cannot agree to more than there is',
      asks: 'POST /exchanges/{exchange}/terms/1/agreement',
      sends: {},
      answers: 409,
      with: { code: 'over_allocated', params: { agreed: 1300, onOffer: 1000, unit: 'm3' } },
      because: 'Of 1,000 m³ a month 700 are the nursery’s.',
    },
  ],
}
