import { get } from '#lib/api/request.ts'
import { queryOf } from '#lib/administration/ask.ts'
import type { Organisations } from '#lib/contract.ts'

export const load = async ({ fetch, parent, url }) => {
  const { me } = await parent()
  if (me.secondFactor.required && !me.secondFactor.confirmed) return { found: null }
  const query = queryOf(url, ['q', 'verified'], 30)
  return { found: await get<Organisations>(`/administration/organisations?${query}`, fetch) }
}
