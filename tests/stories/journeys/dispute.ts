import { agreed, interested, listed } from '../beginnings.ts'
import { boardFurnish, cardboard } from '../listings.ts'
import type { Story } from '../story.ts'

const sides = { supplier: 'Nino', receiver: 'Giorgi', gives: 'bottler', takes: 'mill' }

export const dispute: Story = {
  title: 'A dispute over tonnes',
  about:
    'The supplier records 12 tonnes, the mill weighed 10.5. What is disputed does not count; a correction is a new line, and only what both stand by has an impact.',
  organisations: {
    bottler: { name: 'Bottling Plant on the Hill' },
    mill: { name: 'Board Mill by the River' },
  },
  people: { Nino: { of: 'bottler' }, Giorgi: { of: 'mill' } },
  steps: [
    ...listed({ ...sides, offer: cardboard(), need: boardFurnish() }),
    ...interested(sides),
    ...agreed('Nino', 'Giorgi', 30),
    {
      who: 'Nino',
      does: 'records 12 tonnes',
      asks: 'POST /exchanges/{exchange}/shipments',
      sends: { movedOn: '2026-10-02', tonnes: 12 },
      answers: 201,
      keeps: { line: 'id' },
    },
    {
      who: 'Giorgi',
      does: 'disputes it: 10.5 arrived',
      asks: 'POST /shipments/{line}/dispute',
      sends: { reason: 'quantity', tonnes: 10.5 },
      answers: 200,
      with: { state: 'disputed' },
    },
    {
      who: 'Giorgi',
      does: 'cannot complete the exchange over an open dispute',
      asks: 'POST /exchanges/{exchange}/moves',
      sends: { act: 'complete' },
      answers: 409,
      with: { code: 'exchange_shipment_open' },
    },
    {
      who: 'Nino',
      does: 'finds no impact yet',
      asks: 'GET /exchanges/{exchange}/impact',
      answers: 200,
      with: { totals: null, shipments: [] },
    },
    {
      who: 'Nino',
      does: 'looks the note up, and corrects the line',
      asks: 'POST /shipments/{line}/correct',
      sends: { movedOn: '2026-10-02', tonnes: 10.5, weighbridgeNote: 'W-204' },
      answers: 201,
      with: { state: 'recorded', replaces: '{line}' },
      keeps: { corrected: 'id' },
    },
    {
      who: 'Giorgi',
      does: 'confirms the new line',
      asks: 'POST /shipments/{corrected}/confirm',
      answers: 200,
      with: { kgCo2eAvoided: 24_737.99 },
    },
    {
      who: 'Giorgi',
      does: 'sees both lines, of which one counts',
      asks: 'GET /exchanges/{exchange}/shipments',
      answers: 200,
      with: {
        shipments: {
          some: [
            { id: '{line}', state: 'replaced', tonnes: 12 },
            { id: '{corrected}', state: 'confirmed', tonnes: 10.5 },
          ],
        },
        remaining: { movedTonnes: 10.5, leftTonnes: 19.5 },
      },
    },
    {
      who: 'Nino',
      does: 'reads the impact of what was agreed upon',
      asks: 'GET /exchanges/{exchange}/impact',
      answers: 200,
      with: { totals: { shipments: 1, tonnes: 10.5, kgCo2eAvoided: 24_737.99, supplierSaving: 472.5 } },
      because: 'By hand: 2,355.99919 kg and 45 GEL a tonne, as in the ordinary deal, times 10.5.',
    },
  ],
}
