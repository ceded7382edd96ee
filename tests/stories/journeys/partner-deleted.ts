import { agreed, interested, listed } from '../beginnings.ts'
import { boardFurnish, cardboard, published } from '../listings.ts'
import type { Story } from '../story.ts'

const sides = { supplier: 'Nino', receiver: 'Giorgi', gives: 'bottler', takes: 'mill' }

export const partnerDeleted: Story = {
  title: 'A partner that is deleted midway',
  about:
    'The mill takes itself out after the first load. What was moved and confirmed stays true, what was still reserved is free again, and the name is gone.',
  organisations: {
    bottler: { name: 'Bottling Plant on the Hill' },
    mill: { name: 'Board Mill by the River' },
    other: { name: 'Another Mill' },
  },
  people: { Nino: { of: 'bottler' }, Giorgi: { of: 'mill' }, Tamar: { of: 'other' } },
  steps: [
    ...listed({ ...sides, offer: cardboard(), need: boardFurnish() }),
    ...interested(sides),
    {
      who: 'Giorgi',
      does: 'lets the other side know who he is',
      asks: 'POST /exchanges/{exchange}/reveal',
      sends: {},
      answers: 200,
    },
    ...agreed('Nino', 'Giorgi', 30),
    {
      who: 'Nino',
      does: 'records 10 tonnes',
      asks: 'POST /exchanges/{exchange}/shipments',
      sends: { movedOn: '2026-10-02', tonnes: 10 },
      answers: 201,
      keeps: { line: 'id' },
    },
    { who: 'Giorgi', does: 'confirms them', asks: 'POST /shipments/{line}/confirm', answers: 200 },
    {
      who: 'Nino',
      does: 'cannot offer less than is agreed',
      asks: 'PUT /listings/{offer}',
      sends: cardboard({ amount: 15 }),
      headers: { 'if-match': '"1"' },
      answers: 409,
      with: { code: 'listing_below_agreed' },
    },
    { who: 'Giorgi', does: 'deletes the mill', asks: 'DELETE /organisations/{mill}', answers: 200 },
    {
      who: 'Nino',
      does: 'finds the exchange lapsed, and its partner without a name',
      asks: 'GET /exchanges/{exchange}',
      answers: 200,
      with: {
        exchange: {
          stage: 'lapsed',
          receiver: { name: null, contactEmail: null, site: null },
          allowed: [],
        },
      },
    },
    {
      who: 'Nino',
      does: 'still has the impact of what was moved',
      asks: 'GET /organisations/{bottler}/impact',
      answers: 200,
      with: { totals: { shipments: 1, tonnes: 10, kgCo2eAvoided: 23_559.99, supplierSaving: 450 } },
      because: 'By hand: 2,355.99919 kg and 45 GEL a tonne, as in the ordinary deal, times 10.',
    },
    {
      who: 'Nino',
      does: 'can offer 15 tonnes now: 10 were moved, 20 are free again',
      asks: 'PUT /listings/{offer}',
      sends: cardboard({ amount: 15 }),
      headers: { 'if-match': '"1"' },
      answers: 200,
    },
    {
      who: 'Nino',
      does: 'cannot offer less than was moved',
      asks: 'PUT /listings/{offer}',
      sends: cardboard({ amount: 5 }),
      headers: { 'if-match': '"2"' },
      answers: 409,
      with: { code: 'listing_below_agreed' },
    },
    {
      who: 'Tamar',
      does: 'finds the listing of the mill gone from the market',
      asks: 'GET /listings/{need}',
      answers: 404,
    },
    {
      who: 'Tamar',
      does: 'needs cardboard as well',
      asks: 'POST /listings',
      sends: published('other', boardFurnish({ amount: 30 })),
      answers: 201,
      keeps: { otherNeed: 'id' },
    },
    {
      who: 'Nino',
      does: 'finds the new taker proposed, and no one who is gone',
      asks: 'GET /proposals?listing={offer}',
      answers: 200,
      with: { proposals: [{ match: { listing: { id: '{otherNeed}' } } }] },
    },
  ],
}
