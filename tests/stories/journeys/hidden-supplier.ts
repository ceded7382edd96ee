import { interested, listed } from '../beginnings.ts'
import { distillation, pomace } from '../listings.ts'
import type { Story } from '../story.ts'

const sides = { supplier: 'Nino', receiver: 'Giorgi', gives: 'winery', takes: 'distillery' }
/** True place; others see the region. */
const place = { lon: 45.4731, lat: 41.9198, precision: 'region' }

export const hiddenSupplier: Story = {
  title: 'A supplier who does not want to be known',
  about:
    'A winery hides its name and shows its site as a region only. Its partner learns both when the winery says so; nobody else ever does.',
  organisations: {
    winery: { name: 'Winery that Keeps to Itself', nameHidden: true },
    distillery: { name: 'Distillery by the River' },
    other: { name: 'Somebody Else' },
  },
  people: { Nino: { of: 'winery' }, Giorgi: { of: 'distillery' }, Tamar: { of: 'other' } },
  steps: [
    ...listed({ ...sides, offer: pomace({ place }), need: distillation() }),
    {
      who: 'Giorgi',
      does: 'opens the listing and learns neither who it is nor where exactly',
      asks: 'GET /listings/{offer}',
      answers: 200,
      with: { organisation: { name: null }, place: { precision: 'region' } },
    },
    {
      who: 'Giorgi',
      does: 'looks at the organisation',
      asks: 'GET /organisations/{winery}',
      answers: 200,
      with: { name: null, registryNumber: null, contact: null, sites: [] },
    },
    ...interested(sides),
    {
      who: 'Giorgi',
      does: 'enters the room and still sees no name',
      asks: 'GET /exchanges/{exchange}',
      answers: 200,
      with: { exchange: { supplier: { name: null, revealed: false, site: null, municipality: null } } },
    },
    {
      who: 'Giorgi',
      does: 'cannot lift the veil himself',
      asks: 'POST /exchanges/{exchange}/reveal',
      sends: { side: 'supplier' },
      answers: 403,
      with: { code: 'not_permitted' },
    },
    {
      who: 'Nino',
      does: 'lets her partner know who she is',
      asks: 'POST /exchanges/{exchange}/reveal',
      sends: {},
      answers: 200,
      with: { exchange: { supplier: { revealed: true } } },
    },
    {
      who: 'Giorgi',
      does: 'sees name and place',
      asks: 'GET /exchanges/{exchange}',
      answers: 200,
      with: {
        exchange: {
          supplier: { name: 'Winery that Keeps to Itself', site: { lon: 45.4731, lat: 41.9198 } },
        },
      },
    },
    {
      who: 'Tamar',
      does: 'learns nothing: neither from the listing',
      asks: 'GET /listings/{offer}',
      answers: 200,
      with: { organisation: { name: null }, place: { precision: 'region' } },
    },
    {
      who: 'Tamar',
      does: 'nor of the exchange',
      asks: 'GET /exchanges/{exchange}',
      answers: 404,
      with: { code: 'not_found' },
    },
  ],
}
