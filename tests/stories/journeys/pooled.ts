import { distillation, pomace, published, terms } from '../listings.ts'
import type { Step, Story } from '../story.ts'

/** Who gives how much. */
const SUPPLIERS = [
  { who: 'Nino', of: 'hill', tonnes: 40 },
  { who: 'Luka', of: 'valley', tonnes: 25 },
  { who: 'Eka', of: 'river', tonnes: 35 },
] as const

const each = (step: (supplier: (typeof SUPPLIERS)[number], n: number) => Step): Step[] => SUPPLIERS.map(step)

export const pooled: Story = {
  title: 'A need that three suppliers fill together',
  about:
    'A distillery needs 120 tonnes and no winery has as many. A facilitator pools three; the deal holds only if all three agree.',
  organisations: {
    hill: { name: 'Winery on the Hill' },
    valley: { name: 'Winery in the Valley' },
    river: { name: 'Winery at the River' },
    distillery: { name: 'Distillery' },
  },
  people: {
    Nino: { of: 'hill' },
    Luka: { of: 'valley' },
    Eka: { of: 'river' },
    Giorgi: { of: 'distillery' },
    Maia: { role: 'facilitator' },
  },
  steps: [
    {
      who: 'Giorgi',
      does: 'needs 120 tonnes',
      asks: 'POST /listings',
      sends: published('distillery', distillation({ amount: 120 })),
      answers: 201,
      keeps: { need: 'id' },
    },
    ...each(({ who, of, tonnes }, n) => ({
      who,
      does: `offers ${tonnes} tonnes`,
      asks: 'POST /listings',
      sends: published(of, pomace({ amount: tonnes })),
      answers: 201,
      keeps: { [`offer${n}`]: 'id' },
    })),
    {
      who: 'Maia',
      does: 'brings the four together, all or none',
      asks: 'POST /bundles',
      sends: {
        shape: 'pooled',
        allOrNone: true,
        pairs: SUPPLIERS.map((_, n) => ({ offerId: `{offer${n}}`, needId: '{need}' })),
        message: { ka: 'ერთად საკმარისი გაქვთ.', en: 'Together you have enough.' },
      },
      answers: 201,
      keeps: Object.fromEntries(SUPPLIERS.map((_, n) => [`exchange${n}`, `exchanges.${n}`])),
    },
    ...each(({ tonnes }, n) => ({
      who: 'Giorgi',
      does: `offers terms for ${tonnes} tonnes`,
      asks: `POST /exchanges/{exchange${n}}/terms`,
      sends: terms(tonnes),
      answers: 201,
    })),
    ...each(({ who }, n) => ({
      who,
      does: 'agrees',
      asks: `POST /exchanges/{exchange${n}}/terms/1/agreement`,
      sends: {},
      answers: 200,
      with: { sealed: n === SUPPLIERS.length - 1 },
      ...(n === SUPPLIERS.length - 1 && { because: 'With the last yes all three are sealed at once.' }),
    })),
    {
      who: 'Giorgi',
      does: 'sees three agreed exchanges in one bundle',
      asks: 'GET /exchanges/{exchange0}',
      answers: 200,
      with: {
        exchange: {
          stage: 'agreed',
          bundle: {
            shape: 'pooled',
            size: 3,
            exchanges: SUPPLIERS.map((_, n) => ({ id: `{exchange${n}}`, stage: 'agreed' })),
          },
        },
      },
    },
    {
      who: 'Nino',
      does: 'sees her own exchange of the bundle, and that there are others',
      asks: 'GET /exchanges/{exchange0}',
      answers: 200,
      with: { exchange: { bundle: { size: 3, exchanges: [{ id: '{exchange0}', stage: 'agreed' }] } } },
    },
    {
      who: 'Giorgi',
      does: 'wants five tonnes more from the first winery',
      asks: 'POST /exchanges/{exchange0}/terms',
      sends: terms(45, 1),
      answers: 201,
    },
    {
      who: 'Nino',
      does: 'would agree',
      asks: 'POST /exchanges/{exchange0}/terms/2/agreement',
      sends: {},
      answers: 409,
      with: { code: 'over_allocated', params: { listing: '{offer0}', agreed: 45, onOffer: 40 } },
      because: 'Nobody agrees on more than is on offer, and what was sealed before stays in force.',
    },
  ],
}
