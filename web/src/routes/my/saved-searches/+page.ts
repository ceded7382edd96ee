import { get } from '#lib/api/request.ts'
import type { SavedSearches } from '#lib/contract.ts'

/** One's saved searches. */
export const load = async ({ fetch, parent }) => {
  await parent()
  return get<SavedSearches>('/me/saved-searches', fetch).then(
    ({ searches }) => ({ searches, problem: null }),
    (problem: unknown) => ({ searches: null, problem: problem instanceof Error ? problem.message : 'page' }),
  )
}
