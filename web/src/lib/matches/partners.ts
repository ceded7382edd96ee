import type { MatchesResponse } from '#lib/contract.ts'
import type { Partner } from '#lib/map/view.ts'

/** As many partners as a page asks for. */
export const MOST_PARTNERS = 20

/** The partners of an answer as the map shows them, numbered like their cards. */
export const partnersOf = (response: MatchesResponse | null): Partner[] =>
  response?.matches.map(({ listing: { id, kind, place } }, index) => ({
    id,
    kind,
    rank: index + 1,
    lon: place.lon,
    lat: place.lat,
  })) ?? []
