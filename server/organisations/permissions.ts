import { isFacilitator, mayActFor, mayReadFor, membershipIn } from '../accounts/principal.ts'
import type { Principal } from '../contract/people.ts'
import { Refusal } from '../refusals.ts'

/** That somebody may read all of an organisation: its own people, and facilitators. @throws Refusal `not_permitted` */
export function requireInsider(principal: Principal, organisationId: number): void {
  if (!mayReadFor(principal, organisationId)) throw new Refusal('not_permitted')
}

/** That somebody may change what an organisation says of itself. @throws Refusal `not_permitted` */
export function requireWriter(principal: Principal, organisationId: number): void {
  if (!mayActFor(principal, organisationId)) throw new Refusal('not_permitted')
}

/** That somebody may take an organisation out: its owners, and administrators. @throws Refusal `not_permitted` */
export function requireOwner(principal: Principal, organisationId: number): void {
  if (membershipIn(principal, organisationId) === 'owner' || principal.role === 'administrator') return
  throw new Refusal('not_permitted')
}

/** That somebody may verify and merge. @throws Refusal `not_permitted` */
export function requireFacilitator(principal: Principal): void {
  if (!isFacilitator(principal)) throw new Refusal('not_permitted')
}
