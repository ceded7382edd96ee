import { listed } from '../beginnings.ts'
import { boardFurnish, cardboard } from '../listings.ts'
import type { Story } from '../story.ts'

const sides = { supplier: 'Nino', receiver: 'Giorgi', gives: 'bottler', takes: 'mill' }

export const declined: Story = {
  title: 'A proposal that is declined',
  about: 'The taker declines with a reason that he keeps to himself; only the count of reasons learns of it.',
  organisations: {
    bottler: { name: 'Bottling Plant on the Hill' },
    mill: { name: 'Board Mill by the River' },
  },
  people: { Nino: { of: 'bottler' }, Giorgi: { of: 'mill' }, Ana: { role: 'analyst' } },
  steps: [
    ...listed({ ...sides, offer: cardboard(), need: boardFurnish() }),
    {
      who: 'Nino',
      does: 'is interested',
      asks: 'POST /proposals/{proposal}/answers',
      sends: { answer: 'interested' },
      answers: 200,
      with: { exchange: null },
    },
    {
      who: 'Giorgi',
      does: 'wants to decline without saying why',
      asks: 'POST /proposals/{proposal}/answers',
      sends: { answer: 'declined' },
      answers: 422,
      with: { code: 'proposal_reason_missing' },
    },
    {
      who: 'Giorgi',
      does: 'declines for the quality, and does not want the other side to know',
      asks: 'POST /proposals/{proposal}/answers',
      sends: { answer: 'declined', reason: 'quality', shareReason: false },
      answers: 200,
      with: { exchange: null },
    },
    {
      who: 'Nino',
      does: 'sees that it was declined, and not why',
      asks: 'GET /proposals/{proposal}',
      answers: 200,
      with: {
        proposal: {
          exchangeId: null,
          answers: { offer: { answer: 'interested' }, need: { answer: 'declined', reason: null } },
        },
      },
    },
    {
      who: 'Ana',
      does: 'counts the reasons',
      asks: 'GET /reports/answer-reasons',
      answers: 200,
      with: { reasons: { some: [{ reason: 'quality', answer: 'declined', side: 'need', count: 1 }] } },
    },
    {
      who: 'Nino',
      does: 'may not read that report',
      asks: 'GET /reports/answer-reasons',
      answers: 403,
      with: { code: 'not_permitted' },
    },
    {
      who: 'Giorgi',
      does: 'thinks again, and is interested',
      asks: 'POST /proposals/{proposal}/answers',
      sends: { answer: 'interested' },
      answers: 200,
      keeps: { exchange: 'exchange' },
      because: 'An answer can be changed as long as the proposal stands; now both want to talk.',
    },
    {
      who: 'Giorgi',
      does: 'sees a sample, and ends it for good',
      asks: 'POST /exchanges/{exchange}/moves',
      sends: { act: 'decline', reason: 'quality' },
      answers: 200,
      with: { stage: 'declined' },
    },
    {
      who: 'Nino',
      does: 'can say nothing more in it',
      asks: 'POST /exchanges/{exchange}/messages',
      sends: { body: 'And if we sort it?' },
      answers: 409,
      with: { code: 'exchange_stage_wrong' },
    },
  ],
}
