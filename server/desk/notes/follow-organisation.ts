import type { Follower } from '../../organisations/followers.ts'
import { forgetNotes, handOverNotes } from './store.ts'

/** What becomes of the notes about an organisation: they go with it, or belong to the one that it turned out to be. */
export const notesFollow: Follower = {
  gone: (tx, _actor, organisationId) => forgetNotes(tx, organisationId),
  merged: (tx, _actor, { from, into }) => handOverNotes(tx, from, into),
}
