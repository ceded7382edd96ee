import type { Follower } from '../organisations/followers.ts'
import type { Changed } from './changed.ts'
import { isOpen } from './lifecycle.ts'
import { announce, forgetWords, handOverListings, listingsOf } from './store.ts'
import { withdraw } from './withdraw.ts'

/** What becomes of an organisation's listings when something happens to it, and of what follows them. */
export const listingsFollow = (changed: Changed): Follower => ({
  changed: async (tx, organisationId) => {
    const listings = await listingsOf(tx, organisationId)
    const published = listings.flatMap(({ id, status }) => (status === 'published' ? [id] : []))
    await announce(tx, published)
    await changed(tx, published)
  },
  gone: async (tx, actor, organisationId, clock) => {
    const listings = await listingsOf(tx, organisationId)
    const open = listings.flatMap(({ id, status }) => (isOpen(status) ? [id] : []))
    for (const listingId of open) await withdraw(tx, actor, { listingId }, clock)
    await changed(tx, open)
    await forgetWords(tx, organisationId)
  },
  merged: (tx, _actor, { from, into }) => handOverListings(tx, from, into),
})
