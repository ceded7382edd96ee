import type { MembershipRole, Principal } from '../../contract/people.ts'
import { Refusal } from '../../refusals.ts'
import { isFacilitator, membershipIn } from '../principal.ts'

/** Whoever sees who belongs to an organisation: its people, and facilitators. */
export function refuseForeignReader(principal: Principal, organisationId: number): void {
  if (membershipIn(principal, organisationId) === null && !isFacilitator(principal))
    throw new Refusal('not_permitted')
}

/** Whoever decides who belongs to an organisation: its owners, and an administrator when no owner is left to ask. */
export function refuseForeignOwner(principal: Principal, organisationId: number): void {
  if (membershipIn(principal, organisationId) !== 'owner' && principal.role !== 'administrator')
    throw new Refusal('not_permitted')
}

interface Held {
  accountId: number
  role: MembershipRole
}

/**
 * Refuses a change after which nobody owns the organisation: what it has on the market and agreed would be left with nobody
 * to answer for it. Its last owner makes somebody else one first, or erases it.
 * @param to the role that the member gets; null when he leaves
 * @throws Refusal `last_owner`
 */
export function refuseOwnerless(
  members: readonly Held[],
  accountId: number,
  to: MembershipRole | null,
): void {
  const after = members.flatMap((member) => {
    if (member.accountId !== accountId) return [member]
    return to === null ? [] : [{ ...member, role: to }]
  })
  const hadOwner = members.some(({ role }) => role === 'owner')
  if (hadOwner && !after.some(({ role }) => role === 'owner')) throw new Refusal('last_owner')
}
