import type { Db } from '../../db/open.ts'
import type { Principal } from '../contract/people.ts'
import type { Clock } from '../journal/write.ts'
import { createListing } from './create.ts'
import { readOwn } from './own.ts'
import type { Reference } from './reference.ts'
import { submissionOf } from './submission.ts'

/**
 * Makes a draft out of an earlier listing, its dates moved to this year: what came last autumn comes this autumn. Photos,
 * documents and the by-product statement stay behind, since they speak of what was.
 * @returns the id of the draft
 * @throws Refusal `not_found` or `not_permitted`
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
  return createListing(
    db,
    principal,
    { organisationId, submission, publish: false, copiedFrom: listingId },
    clock,
    reference,
  )
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
