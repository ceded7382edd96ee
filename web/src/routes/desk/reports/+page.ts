import { get } from '#lib/api/request.ts'
import type { ListingReports } from '#lib/contract.ts'

/** Reports that nobody has settled, the oldest first. */
export const load = async ({ fetch, parent, url }) => {
  await parent()
  const cursor = url.searchParams.get('cursor')
  const query = new URLSearchParams({ limit: '20', ...(cursor && { cursor }) })
  return get<ListingReports>(`/listings/reports?${query}`, fetch).then(
    (found) => ({ found, problem: null }),
    (problem: unknown) => ({ found: null, problem: problem instanceof Error ? problem.message : 'page' }),
  )
}
