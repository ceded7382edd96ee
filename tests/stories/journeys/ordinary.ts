import { interested, listed } from '../beginnings.ts'
import { boardFurnish, cardboard, terms } from '../listings.ts'
import type { Story } from '../story.ts'

const sides = { supplier: 'Nino', receiver: 'Giorgi', gives: 'bottler', takes: 'mill' }

export const ordinary: Story = {
  title: 'An ordinary deal',
  about:
    'A bottling plant lists its cardboard, a board mill is proposed, both want to talk, agree on terms, move two loads and see what that did.',
  organisations: {
    bottler: { name: 'Bottling Plant on the Hill' },
    mill: { name: 'Board Mill by the River' },
  },
  people: { Nino: { of: 'bottler' }, Giorgi: { of: 'mill' } },
  steps: [
    ...listed({ ...sides, offer: cardboard(), need: boardFurnish() }),
    ...interested(sides),
    {
      who: 'Nino',
      does: 'offers terms',
      asks: 'POST /exchanges/{exchange}/terms',
      sends: terms(35),
      answers: 201,
      with: { version: 1 },
    },
    {
      who: 'Giorgi',
      does: 'makes a counter-offer of 30 tonnes',
      asks: 'POST /exchanges/{exchange}/terms',
      sends: terms(30, 1),
      answers: 201,
      with: { version: 2 },
    },
    {
      who: 'Nino',
      does: 'agrees',
      asks: 'POST /exchanges/{exchange}/terms/2/agreement',
      sends: {},
      answers: 200,
      with: { sealed: true },
      because:
        'Both have said yes to the same version: it is sealed, and its tonnes are reserved of offer and need.',
    },
    {
      who: 'Nino',
      does: 'records the first load',
      asks: 'POST /exchanges/{exchange}/shipments',
      sends: { movedOn: '2026-10-02', tonnes: 12 },
      answers: 201,
      with: { state: 'recorded' },
      keeps: { first: 'id' },
    },
    {
      who: 'Nino',
      does: 'cannot confirm what he recorded',
      asks: 'POST /shipments/{first}/confirm',
      answers: 403,
      with: { code: 'not_permitted' },
    },
    {
      who: 'Giorgi',
      does: 'confirms it',
      asks: 'POST /shipments/{first}/confirm',
      answers: 200,
      with: { kgCo2eAvoided: 28_271.99 },
      because: 'Its impact is frozen with the factors of that day.',
    },
    {
      who: 'Giorgi',
      does: 'records the second load, which he weighed',
      asks: 'POST /exchanges/{exchange}/shipments',
      sends: { movedOn: '2026-10-04', tonnes: 13, weighbridgeNote: 'W-204' },
      answers: 201,
      keeps: { second: 'id' },
    },
    { who: 'Nino', does: 'confirms it', asks: 'POST /shipments/{second}/confirm', answers: 200 },
    {
      who: 'Nino',
      does: 'reads what the two loads did',
      asks: 'GET /exchanges/{exchange}/impact',
      answers: 200,
      with: {
        totals: {
          shipments: 2,
          tonnes: 25,
          kgCo2eAvoided: 58_899.98,
          supplierSaving: 1125,
          receiverSaving: 897.69,
        },
      },
      because:
        'By hand, over 47.9157 km by road: 1,164.4894 (landfill avoided) + 1,199.72542 (new board avoided) − 47.9157 · 0.17146 (haulage) = 2,355.99919 kg a tonne, 58,899.98 kg for 25 t. The supplier saves 20 + 25 GEL a tonne, the receiver 80 − 25 − 47.9157 · 0.1485 · 2.6832.',
    },
    {
      who: 'Giorgi',
      does: 'completes the exchange',
      asks: 'POST /exchanges/{exchange}/moves',
      sends: { act: 'complete' },
      answers: 200,
      with: { stage: 'completed' },
    },
    {
      who: 'Nino',
      does: 'looks at the mill',
      asks: 'GET /organisations/{mill}',
      answers: 200,
      with: { completedExchanges: 1 },
      because: 'A completed exchange counts for both: others trust them more.',
    },
  ],
}
