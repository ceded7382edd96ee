import { mayReadFor } from '../accounts/principal.ts'
import type { MayRead } from '../files/read.ts'
import { readListing } from './find.ts'
import { readerOf } from '../organisations/reader.ts'

/**
 * Files of a listing are for whoever sees the listing; documents may name their owner, so that they are only for whoever
 * is told its name.
 */
export const mayReadListingFile: MayRead = async (db, principal, file) => {
  if (file.subjectId === null) return false
  if (file.organisationId !== null && mayReadFor(principal, file.organisationId)) return true
  const listing = await readListing(db, file.subjectId, readerOf(principal))
  return listing !== null && listing.files.some(({ id }) => id === file.id)
}
