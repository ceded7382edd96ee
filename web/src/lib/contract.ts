/** The one door to the server's words and shapes: types and constant tables, no code that runs there. */
import type {
  Match,
  MatchesResponse,
  MembershipRole,
  Municipalities,
  PublicListing,
  Scope,
} from '../../../server/contract.ts'

export * from '../../../server/contract.ts'

export type Finding = Match['findings'][number]
export type Step = Match['steps'][number]
export type RuleNotice = NonNullable<Finding['rules']>[number]
export type Stopped = MatchesResponse['stopped'][number]
export type Municipality = Municipalities['municipalities'][number]
export type Names = PublicListing['targets'][number]['names']

/** The terms of use (`GET /terms`). */
export interface TermsOfUse {
  version: string
  texts: { ka: string; en: string }
}

/** What an invitation says (`POST /invitations/reading`). */
export interface InvitationText {
  email: string
  organisationName: string
  role: MembershipRole
  hasAccount: boolean
}

/** A sign-in (`GET /sessions`). */
export interface SessionEntry {
  id: string
  userAgent: string | null
  createdAt: string
  lastSeenAt: string
  current: boolean
}

/** A key for a program (`GET /me/tokens`). */
export interface ApiTokenEntry {
  id: number
  name: string
  prefix: string
  scopes: Scope[]
  createdAt: string
  expiresAt: string
  lastUsedAt: string | null
}

/** The outbox (`GET /mail`). */
export interface Outbox {
  sending: boolean
  letters: {
    id: number
    kind: string
    to: string
    subject: string
    body: string | null
    createdAt: string
    sentAt: string | null
    attempts: number
    lastError: string | null
  }[]
  nextCursor: number | null
}

/** What the page has to know of the installation (`GET /settings`). */
export interface Settings {
  mapStyleUrl: string | null
  demonstration: boolean
  timeZone: string
  version: string
  /** ISO 4217 code in which matches are reckoned. */
  currency: string
}

/** One page of `GET /listings`. */
export interface ListingsPage {
  listings: PublicListing[]
  nextCursor: number | null
}
