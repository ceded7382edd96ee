import { get } from '#lib/api/request.ts'
import type { DeskOrganisations } from '#lib/contract.ts'

/** Organisations by name; without a name those that consent. */
export const load = async ({ fetch, parent, url }) => {
  await parent()
  const text = url.searchParams.get('text')?.trim() ?? ''
  const cursor = url.searchParams.get('cursor')
  const query = new URLSearchParams({ limit: '30' })
  if (text) query.set('text', text)
  else query.set('consents', 'true')
  if (cursor) query.set('cursor', cursor)
  return get<DeskOrganisations>(`/desk/organisations?${query}`, fetch).then(
    (found) => ({ found, text, problem: null }),
    (problem: unknown) => ({
      found: null,
      text,
      problem: problem instanceof Error ? problem.message : 'page',
    }),
  )
}
