import { get } from '#lib/api/request.ts'
import type { ListingsPage } from '#lib/contract.ts'

const PAGE = 24

/** Listings that the filters in the address let through. */
export const load = async ({ fetch, url }) => {
  const asked = new URLSearchParams({ limit: String(PAGE) })
  for (const name of ['kind', 'resource', 'stream', 'q', 'cursor']) {
    const value = url.searchParams.get(name)?.trim()
    if (value) asked.set(name, value)
  }
  return get<ListingsPage>(`/listings?${asked}`, fetch).then(
    (found) => ({ found, problem: null }),
    (problem: unknown) => ({ found: null, problem: problem instanceof Error ? problem.message : 'page' }),
  )
}
