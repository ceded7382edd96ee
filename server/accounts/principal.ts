import type { MembershipRole, Principal } from '../contract/people.ts'
import type { Actor } from '../journal/write.ts'

/** Who acts, as the journal names him. */
export const actorOf = ({ accountId, onBehalfOf }: Principal): Actor => ({
  id: `account:${accountId}`,
  ...(onBehalfOf !== null && { onBehalfOf }),
})

/** Somebody as himself, also while he acts for an organisation elsewhere. */
export const inOwnName = (principal: Principal): Principal => ({ ...principal, onBehalfOf: null })

/** Facilitators, and administrators, who may whatever they may. */
export const isFacilitator = (principal: Principal | null): boolean =>
  principal?.role === 'facilitator' || principal?.role === 'administrator'

/** What somebody is inside an organisation; null when he does not belong to it. */
export const membershipIn = (principal: Principal | null, organisationId: number): MembershipRole | null =>
  principal?.memberships.find((membership) => membership.organisationId === organisationId)?.role ?? null

/** Whether somebody may read what only an organisation's own people see. */
export const mayReadFor = (principal: Principal | null, organisationId: number): boolean =>
  membershipIn(principal, organisationId) !== null || isFacilitator(principal)

/** Whether somebody may write in the name of an organisation: its owners and editors, and a facilitator whom it lets act for it. */
export const mayActFor = (principal: Principal | null, organisationId: number): boolean =>
  ['owner', 'editor'].includes(membershipIn(principal, organisationId) ?? '') ||
  principal?.onBehalfOf === organisationId
