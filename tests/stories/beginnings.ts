import { published, terms } from './listings.ts'
import type { Step } from './story.ts'

/** What several stories begin with. */
interface Market {
  supplier: string
  receiver: string
  /** Keys of their organisations. */
  gives: string
  takes: string
  offer: object
  need: object
}

/** A need and an offer are published, and the offer is proposed to the need. */
export const listed = ({ supplier, receiver, gives, takes, offer, need }: Market): Step[] => [
  {
    who: receiver,
    does: 'lists what is needed',
    asks: 'POST /listings',
    sends: published(takes, need),
    answers: 201,
    with: { status: 'published' },
    keeps: { need: 'id' },
  },
  {
    who: supplier,
    does: 'lists what there is',
    asks: 'POST /listings',
    sends: published(gives, offer),
    answers: 201,
    with: { status: 'published' },
    keeps: { offer: 'id' },
  },
  {
    who: supplier,
    does: 'finds the taker proposed at once',
    asks: 'GET /proposals?listing={offer}',
    answers: 200,
    with: { proposals: [{ side: 'offer', match: { listing: { id: '{need}' } }, exchangeId: null }] },
    keeps: { proposal: 'proposals.0.id' },
  },
]

/** Both sides are interested, which opens an exchange. */
export const interested = ({ supplier, receiver }: Pick<Market, 'supplier' | 'receiver'>): Step[] => [
  {
    who: supplier,
    does: 'is interested',
    asks: 'POST /proposals/{proposal}/answers',
    sends: { answer: 'interested' },
    answers: 200,
    with: { exchange: null },
  },
  {
    who: receiver,
    does: 'is interested too',
    asks: 'POST /proposals/{proposal}/answers',
    sends: { answer: 'interested' },
    answers: 200,
    keeps: { exchange: 'exchange' },
    because: 'The second yes opens an exchange.',
  },
]

/** One side offers terms and the other agrees. */
export const agreed = (by: string, other: string, tonnes: number): Step[] => [
  {
    who: by,
    does: `offers terms for ${tonnes} tonnes a year`,
    asks: 'POST /exchanges/{exchange}/terms',
    sends: terms(tonnes),
    answers: 201,
    with: { version: 1 },
  },
  {
    who: other,
    does: 'agrees',
    asks: 'POST /exchanges/{exchange}/terms/1/agreement',
    sends: {},
    answers: 200,
    with: { sealed: true },
    because:
      'Both have said yes to the same version: it is sealed, and its tonnes are reserved of offer and need.',
  },
]
