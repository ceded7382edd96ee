import { error } from '@sveltejs/kit'
import { ApiProblem, get } from '#lib/api/request.ts'
import type { DeskProposal, Facilitators } from '#lib/contract.ts'
import { news } from '#lib/notifications/news.svelte.ts'

/** One proposal of the desk, and who can look after it. */
export const load = async ({ fetch, params, parent }) => {
  if (!/^\d{1,10}$/.test(params.id)) error(404)
  const { standing } = await parent()
  const asOf = news.upTo(standing)
  const [entry, { facilitators }] = await Promise.all([
    get<DeskProposal>(`/desk/proposals/${params.id}`, fetch).catch((problem: unknown) =>
      error(problem instanceof ApiProblem && problem.status > 0 ? problem.status : 503),
    ),
    get<Facilitators>('/desk/facilitators', fetch).catch(() => ({ facilitators: [] })),
  ])
  return { entry, facilitators, asOf }
}
