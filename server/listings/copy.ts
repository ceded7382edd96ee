import type { Db } from '../../db/open.ts'
import type { Principal } from '../contract/people.ts'
import { copyFiles } from '../files/copy.ts'
import type { Clock } from '../journal/write.ts'
import { createListing } from './create.ts'
import { readOwn } from './own.ts'
import type { Reference } from './reference.ts'
import { submissionOf } from './submission.ts'

/**
 * Makes a draft out of an earlier listing, its dates moved to this year: what came last autumn comes this autumn, with
 * copies of its photos and documents. The by-product statement stays behind: its owner states it anew.
 * @returns the id of the draft
 * @throws Refusal `not_found`, `not_permitted` or `files_copied_too_often`
 */
export async function copyListing(
  db: Db,
  principal: Principal,
  listingId: number,
  clock: Clock,
  reference: Reference,
): Promise<number> {
  const listing = await readOwn(db, principal, listingId)
  const { byProduct: _byProduct, files: _files, validFrom, validUntil, ...rest } = submissionOf(listing)
  const years = yearsUntilOpen(validUntil, clock)
  const submission = {
    ...rest,
    ...(validFrom !== undefined && { validFrom: later(validFrom, years) }),
    ...(validUntil !== undefined && { validUntil: later(validUntil, years) }),
  }
  const { id: organisationId } = listing.organisation
  return db.transaction(async (tx) => {
    const subject = { kind: 'listing', id: listingId } as const
    const files = await copyFiles(tx, principal, { organisationId, subject }, clock)
    const draft = { ...submission, ...(files.length > 0 && { files }) }
    const copy = { organisationId, submission: draft, publish: false, copiedFrom: listingId }
    return createListing(tx, principal, copy, clock, reference)
  })
}

/** Whole years after which a period that is over is not. */
function yearsUntilOpen(validUntil: string | undefined, clock: Clock): number {
  if (validUntil === undefined) return 0
  const today = clock().toISOString().slice(0, 10)
  let years = 0
  while (later(validUntil, years) < today) years++
  return years
}

/** The same day some years later; 29 February becomes 28 February where there is none. */
function later(day: string, years: number): string {
  const [year = '', month = '', date = ''] = day.split('-')
  const moved = String(Number(year) + years).padStart(4, '0')
  const isLeap = new Date(Date.UTC(Number(moved), 1, 29)).getUTCMonth() === 1
  return `${moved}-${month}-${month === '02' && date === '29' && !isLeap ? '28' : date}`
}
