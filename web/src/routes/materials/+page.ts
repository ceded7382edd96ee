import { get } from '#lib/api/request.ts'
import type { MaterialsPage } from '#lib/contract.ts'

const PAGE = 60

/** Materials that the words in the address mean, or all. */
export const load = async ({ fetch, url }) => {
  const asked = new URLSearchParams({ limit: String(PAGE) })
  for (const name of ['q', 'offset']) {
    const value = url.searchParams.get(name)?.trim()
    if (value) asked.set(name, value)
  }
  return get<MaterialsPage>(`/materials?${asked}`, fetch).then(
    (found) => ({ found, problem: null }),
    (problem: unknown) => ({ found: null, problem: problem instanceof Error ? problem.message : 'page' }),
  )
}
