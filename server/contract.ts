/** What the web may know of the server: types and constant tables, no IO. */
export * from './contract/words.ts'
export * from './contract/people.ts'
export * from './contract/events.ts'
export type { JournalPage, Me, Members } from './accounts/schema.ts'
export type { Draft, Publication, PublicListing } from './listings/schema.ts'
export type { Match, MatchesResponse } from './matching/schema.ts'
export type { Suggestion, Understanding } from './materials/schema.ts'
export type {
  ChecklistsResponse,
  PotentialResponse,
  SectorProfileResponse,
} from './materials/knowledge/schema.ts'
export type { Municipalities, RegionFeatures } from './organisations/areas-schema.ts'
export type { ListingFeatures } from './listings/map-schema.ts'
export type { Problem } from './http/problem-schema.ts'
