import type { ListingMove } from '../contract/listing-life.ts'
import type { JournalLine } from '../journal/write.ts'
import type { State } from './store.ts'

type Verb =
  | 'drafted'
  | 'published'
  | 'revised'
  | 'paused'
  | 'resumed'
  | 'fulfilled'
  | 'withdrawn'
  | 'expired'
  | 'hidden'
  | 'restored'

/** How the journal names each move. */
export const VERB_OF: Record<ListingMove, Verb> = {
  publish: 'published',
  publish_anew: 'published',
  pause: 'paused',
  resume: 'resumed',
  fulfil: 'fulfilled',
  withdraw: 'withdrawn',
  expire: 'expired',
}

/** The journal line of a change to a listing; `before` is null when it is new. */
export const lineOf = (verb: Verb, listingId: number, before: State | null, after: State): JournalLine => ({
  action: `listing_${verb}`,
  subjectKind: 'listing',
  subjectId: listingId,
  before: before && stateOf(before),
  after: stateOf(after),
})

const stateOf = ({ status, revision }: State): State => ({ status, revision })
