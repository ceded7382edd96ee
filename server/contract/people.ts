/** The constant tables of people: who may be what, and what a route asks of its caller. */
export const ROLES = ['member', 'facilitator', 'analyst', 'administrator'] as const
/** Languages of pages and letters. */
export const LANGUAGES = ['ka', 'en'] as const
export const MEMBERSHIP_ROLES = ['owner', 'editor', 'viewer'] as const
/** How an account stands: usable, shut out by an administrator, its address never proved, or erased by its owner. */
export const PERSON_STATES = ['active', 'suspended', 'unverified', 'erased'] as const
/** What a personal API token may be used for. */
export const SCOPES = ['read', 'write'] as const
/**
 * What a route asks before its domain looks closer: nothing; that somebody is signed in; or one of the roles
 * (an administrator may what a facilitator may, a facilitator what an analyst may).
 */
export const ACCESSES = ['public', 'signed_in', 'analyst', 'facilitator', 'administrator'] as const

export type Role = (typeof ROLES)[number]
export type PersonState = (typeof PERSON_STATES)[number]
export type Language = (typeof LANGUAGES)[number]
export type MembershipRole = (typeof MEMBERSHIP_ROLES)[number]
export type Scope = (typeof SCOPES)[number]
export type Access = (typeof ACCESSES)[number]

/** Who asks, as every domain sees him. */
export interface Principal {
  accountId: number
  role: Role
  memberships: readonly { organisationId: number; role: MembershipRole }[]
  /** The organisation that a facilitator acts for in this request; it has consented. */
  onBehalfOf: number | null
  /** Null for somebody at a browser, who may whatever his role may. */
  scopes: readonly Scope[] | null
}
