import { isFacilitator, mayActFor, mayReadFor } from '../accounts/principal.ts'
import type { Principal } from '../contract/people.ts'
import { Refusal } from '../refusals.ts'
import type { Held } from './store.ts'

type Owned = Pick<Held, 'organisationId'> & Partial<Pick<Held, 'status' | 'audience' | 'hiddenAt'>>

/**
 * That somebody may change a listing: he writes for its organisation.
 * @throws Refusal `not_found` when he may not even see it, otherwise `not_permitted`
 */
export function requireWriter(principal: Principal, listing: Owned & { id: number }): void {
  if (mayActFor(principal, listing.organisationId)) return
  if (maySee(principal, listing)) throw new Refusal('not_permitted')
  throw new Refusal('not_found', { listing: listing.id })
}

/**
 * That somebody may read all of a listing: he belongs to its organisation, or is a facilitator.
 * @throws Refusal `not_found` when he may not even see it, otherwise `not_permitted`
 */
export function requireInsider(principal: Principal, listing: Owned & { id: number }): void {
  if (mayReadFor(principal, listing.organisationId)) return
  if (maySee(principal, listing)) throw new Refusal('not_permitted')
  throw new Refusal('not_found', { listing: listing.id })
}

/** That somebody may hide a listing and settle reports. @throws Refusal `not_permitted` */
export function requireFacilitator(principal: Principal): void {
  if (!isFacilitator(principal)) throw new Refusal('not_permitted')
}

/** What others see: on the market, not hidden, and for members at most; a facilitator sees everything. */
const maySee = (principal: Principal, { organisationId, status, audience, hiddenAt }: Owned): boolean =>
  mayReadFor(principal, organisationId) ||
  (status === 'published' && audience !== 'facilitators' && hiddenAt === null)
