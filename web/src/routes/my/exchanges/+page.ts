import { get } from '#lib/api/request.ts'
import { CLOSED_STAGES, STAGES, type ExchangesPage, type Stage } from '#lib/contract.ts'

const PAGE = 20

/** What `stage` in the address stands for: one stage, or all that are open or closed. */
function stagesOf(word: string | null): readonly Stage[] {
  const closed: readonly Stage[] = CLOSED_STAGES
  if (word === 'open') return STAGES.filter((stage) => !closed.includes(stage))
  if (word === 'closed') return closed
  return STAGES.filter((stage) => stage === word)
}

/** Exchanges that the filters in the address let through. */
export const load = async ({ fetch, url, parent }) => {
  await parent()
  const asked = new URLSearchParams({ limit: String(PAGE) })
  for (const name of ['organisation', 'listing', 'cursor']) {
    const value = url.searchParams.get(name)?.trim()
    if (value) asked.set(name, value)
  }
  for (const stage of stagesOf(url.searchParams.get('stage'))) asked.append('stage', stage)
  return get<ExchangesPage>(`/exchanges?${asked}`, fetch).then(
    (page) => ({ page, problem: null }),
    (problem: unknown) => ({ page: null, problem: problem instanceof Error ? problem.message : 'page' }),
  )
}
