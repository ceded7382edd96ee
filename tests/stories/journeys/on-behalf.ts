import { boardFurnish, cardboard, published, terms } from '../listings.ts'
import type { Story } from '../story.ts'

export const onBehalf: Story = {
  title: 'A facilitator acts on behalf of a firm',
  about:
    'A small bakery has no time for screens and lets facilitators act for it. What they do is done in its name, is written down as such, and ends where one person would stand on both sides.',
  organisations: {
    bakery: { name: 'Bakery at the Corner', letsFacilitatorsAct: true },
    mill: { name: 'Board Mill by the River' },
  },
  people: { Nino: { of: 'bakery' }, Giorgi: { of: 'mill' }, Maia: { role: 'facilitator' } },
  steps: [
    {
      who: 'Giorgi',
      does: 'lists what the mill needs',
      asks: 'POST /listings',
      sends: published('mill', boardFurnish()),
      answers: 201,
      keeps: { need: 'id' },
    },
    {
      who: 'Maia',
      does: 'cannot act for the mill, which has not agreed to it',
      onBehalfOf: 'mill',
      asks: 'POST /listings',
      sends: published('mill', boardFurnish()),
      answers: 403,
      with: { code: 'consent_missing' },
    },
    {
      who: 'Maia',
      does: 'cannot write for the bakery as herself',
      asks: 'POST /listings',
      sends: published('bakery', cardboard({ amount: 12 })),
      answers: 403,
      with: { code: 'not_permitted' },
    },
    {
      who: 'Maia',
      does: 'lists the cardboard of the bakery in its name',
      onBehalfOf: 'bakery',
      asks: 'POST /listings',
      sends: published('bakery', cardboard({ amount: 12 })),
      answers: 201,
      keeps: { offer: 'id' },
    },
    {
      who: 'Maia',
      does: 'introduces the two',
      asks: 'POST /exchanges',
      sends: {
        offerId: '{offer}',
        needId: '{need}',
        message: { ka: 'გაიცანით ერთმანეთი.', en: 'Please meet each other.' },
      },
      answers: 201,
      keeps: { exchange: 'id' },
    },
    {
      who: 'Giorgi',
      does: 'offers terms',
      asks: 'POST /exchanges/{exchange}/terms',
      sends: terms(12),
      answers: 201,
    },
    {
      who: 'Maia',
      does: 'agrees in the name of the bakery',
      onBehalfOf: 'bakery',
      asks: 'POST /exchanges/{exchange}/terms/1/agreement',
      sends: {},
      answers: 200,
      with: { sealed: true },
    },
    {
      who: 'Nino',
      does: 'reads in the timeline that it was done on her behalf',
      asks: 'GET /exchanges/{exchange}/timeline',
      answers: 200,
      with: { entries: { some: [{ action: 'exchange_agree_terms', party: 'supplier', onBehalf: true }] } },
    },
    {
      who: 'Nino',
      does: 'finds it in the journal of her organisation',
      asks: 'GET /organisations/{bakery}/journal',
      answers: 200,
      with: { lines: { some: [{ action: 'listing_published', onBehalfOf: '{bakery}' }] } },
    },
  ],
}
