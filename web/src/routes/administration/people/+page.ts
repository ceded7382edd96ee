import { get } from '#lib/api/request.ts'
import { queryOf } from '#lib/administration/ask.ts'
import type { People } from '#lib/contract.ts'

export const load = async ({ fetch, parent, url }) => {
  const { me } = await parent()
  if (me.secondFactor.required && !me.secondFactor.confirmed) return { found: null }
  const query = queryOf(url, ['q', 'role', 'state'], 30)
  return { found: await get<People>(`/administration/people?${query}`, fetch) }
}
