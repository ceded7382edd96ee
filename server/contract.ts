/** What the web may know of the server: types and constant tables, no IO. */
export * from './contract/words.ts'
export * from './contract/measures.ts'
export * from './contract/people.ts'
export * from './contract/local-catalogue.ts'
export * from './contract/listing-life.ts'
export * from './contract/events.ts'
export * from './contract/notices.ts'
export type { JournalPage, Me, Members } from './accounts/schema.ts'
export type {
  InstallationSettings,
  Jobs,
  OrganisationLine,
  Organisations,
  People,
  PersonLine,
} from './administration/schema.ts'
export type { ByProductAnswers, Draft, Publication, PublicListing, Submission } from './listings/schema.ts'
export type { OwnListing, OwnListings } from './listings/own-schema.ts'
export type { ImportResult } from './listings/import/schema.ts'
export type { ListingReports, ReportRequest } from './listings/report-schema.ts'
export type {
  Details,
  OwnOrganisation,
  PermitInput,
  PublicOrganisation,
  SiteInput,
} from './organisations/organisation-schema.ts'
export type { UploadedFile } from './files/schema.ts'
export * from './contract/exchanges.ts'
export * from './contract/desk.ts'
export * from './contract/impact.ts'
export * from './contract/shipments.ts'
export type { ExchangeImpact, ImpactGroups, ImpactTotals, SuppressedTotals } from './impact/schema.ts'
export type { Shipment, ShipmentsOfExchange, TransferNote, WasteRegister } from './shipments/schema.ts'
export type { AttachedFile } from './files/schema.ts'
export type { Match, MatchesResponse } from './matching/schema.ts'
export type { MaterialResponse, MaterialsPage } from './materials/browse/schema.ts'
export type { CatalogueRows } from './materials/local/schema.ts'
export type { Described, Suggestion, Understanding } from './materials/schema.ts'
export type {
  ChecklistsResponse,
  PotentialResponse,
  SectorProfileResponse,
  SectorsResponse,
} from './materials/knowledge/schema.ts'
export type { BusiestMunicipality, Municipalities, RegionFeatures } from './organisations/areas-schema.ts'
export type { ListingFeatures } from './listings/map-schema.ts'
export type { NewsStanding, Notification, NotificationsPage } from './notifications/schema.ts'
export type { Preferences } from './notifications/preferences/schema.ts'
export type { SavedSearches, SearchHits } from './notifications/searches/schema.ts'
export type { Deliveries, Webhook, Webhooks } from './notifications/webhooks/schema.ts'
export type { Problem } from './http/problem-schema.ts'
export type { Exchange, ExchangeRoom, ExchangesPage, Timeline, TimelineEntry } from './exchanges/schema.ts'
export type { StockShown } from './exchanges/stock/schema.ts'
export type { Deal, TermsOffer, TermsVersion } from './exchanges/terms/schema.ts'
export type { ActingFor, DeskOrganisation, DeskOrganisations } from './desk/acting/schema.ts'
export type { DeskExchange, DeskExchanges, StageCounts } from './desk/board/schema.ts'
export type { Notes } from './desk/notes/schema.ts'
export type { DeskProposal, DeskQueue, Facilitators } from './desk/queue/schema.ts'
export type { Proposal, ProposalDetail, ProposalsPage } from './matching/proposals/schema.ts'
