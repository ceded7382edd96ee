import { error } from '@sveltejs/kit'
import { ApiProblem, get } from '#lib/api/request.ts'
import type { ProposalDetail } from '#lib/contract.ts'
import { news } from '#lib/notifications/news.svelte.ts'

/** One proposal, as it was found and as the same pair is judged now. */
export const load = async ({ fetch, params, parent }) => {
  if (!/^\d{1,10}$/.test(params.id)) error(404)
  const { standing } = await parent()
  const asOf = news.upTo(standing)
  const detail = await get<ProposalDetail>(`/proposals/${params.id}`, fetch).catch((problem: unknown) =>
    error(problem instanceof ApiProblem && problem.status > 0 ? problem.status : 503),
  )
  return { detail, asOf }
}
