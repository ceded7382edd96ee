import type { JournalLine } from '../journal/write.ts'
import type { State } from './store.ts'

/** The journal line of a change to a listing; `before` is null when it is new. */
export const lineOf = (
  verb: 'published' | 'revised' | 'withdrawn',
  listingId: number,
  before: State | null,
  after: State,
): JournalLine => ({
  action: `listing_${verb}`,
  subjectKind: 'listing',
  subjectId: listingId,
  before: before && stateOf(before),
  after: stateOf(after),
})

const stateOf = ({ status, revision }: State): State => ({ status, revision })
