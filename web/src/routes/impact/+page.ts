import { ApiProblem, get } from '#lib/api/request.ts'
import { REGIONS_OR_STREAMS, type ImpactGroups, type RegionsOrStreams } from '#lib/contract.ts'

/** What everybody together did, as the address asks for it. */
export const load = async ({ fetch, url, parent }) => {
  const { settings } = await parent()
  const by: RegionsOrStreams =
    REGIONS_OR_STREAMS.find((word) => word === url.searchParams.get('by')) ?? 'region'
  const asked = Number(url.searchParams.get('year'))
  const year = Number.isInteger(asked) && asked >= 2000 && asked <= 2200 ? asked : null
  const query = new URLSearchParams({ by, ...(year !== null && { year: String(year) }) })
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: settings?.timeZone }).format(new Date())
  const { found, problem } = await get<ImpactGroups>(`/impact?${query}`, fetch).then(
    (found) => ({ found, problem: null }),
    (failure: unknown) => ({
      found: null,
      problem: failure instanceof ApiProblem ? failure.code : 'internal_error',
    }),
  )
  return { by, year, thisYear: Number(today.slice(0, 4)), found, problem }
}
