/** The one door to the server's words and shapes: types and constant tables, no code that runs there. */
import type { Match, MatchesResponse, Municipalities, PublicListing } from '../../../server/contract.ts'

export * from '../../../server/contract.ts'

export type Finding = Match['findings'][number]
export type Step = Match['steps'][number]
export type RuleNotice = NonNullable<Finding['rules']>[number]
export type Stopped = MatchesResponse['stopped'][number]
export type Municipality = Municipalities['municipalities'][number]
export type Names = PublicListing['targets'][number]['names']

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
