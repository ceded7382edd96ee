import { get } from '#lib/api/request.ts'
import { queryOf } from '#lib/administration/ask.ts'
import { LOCAL_TABLES, type CatalogueRows } from '#lib/contract.ts'

export const load = async ({ fetch, parent, url }) => {
  const { me } = await parent()
  const table = LOCAL_TABLES.find((name) => name === url.searchParams.get('table')) ?? 'materials'
  if (me.secondFactor.required && !me.secondFactor.confirmed) return { table, found: null }
  const query = queryOf(url, ['q', 'origin'], 30)
  return { table, found: await get<CatalogueRows>(`/administration/catalogue/${table}?${query}`, fetch) }
}
