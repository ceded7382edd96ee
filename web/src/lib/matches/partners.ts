import type { MatchesResponse } from '#lib/contract.ts'
import type { Partner } from '#lib/map/view.ts'

/** The partners of an answer as the map shows them, numbered like their cards. */
export const partnersOf = (response: MatchesResponse | null): Partner[] =>
  response?.matches.map(({ listing: { id, kind, place } }, index) => ({
    id,
    kind,
    rank: index + 1,
    lon: place.lon,
    lat: place.lat,
  })) ?? []
