import type { Follower } from '../organisations/followers.ts'
import { isOpen } from './lifecycle.ts'
import { announce, forgetWords, handOverListings, listingsOf } from './store.ts'
import { withdraw } from './withdraw.ts'

/** What becomes of an organisation's listings when something happens to it. */
export const listingsFollow: Follower = {
  changed: async (tx, organisationId) => {
    const listings = await listingsOf(tx, organisationId)
    const published = listings.filter(({ status }) => status === 'published')
    await announce(
      tx,
      published.map(({ id }) => id),
    )
  },
  gone: async (tx, actor, organisationId, clock) => {
    for (const { id, status } of await listingsOf(tx, organisationId))
      if (isOpen(status)) await withdraw(tx, actor, { listingId: id }, clock)
    await forgetWords(tx, organisationId)
  },
  merged: (tx, _actor, { from, into }) => handOverListings(tx, from, into),
}
