import { error } from '@sveltejs/kit'
import { ApiProblem, get } from '#lib/api/request.ts'
import type { ExchangeRoom, Timeline } from '#lib/contract.ts'
import { timelinePath } from '#lib/exchanges/room.svelte.ts'
import { news } from '#lib/notifications/news.svelte.ts'

/** One exchange with its terms and the newest part of its timeline. */
export const load = async ({ fetch, params, parent }) => {
  if (!/^\d{1,10}$/.test(params.id)) error(404)
  const { standing } = await parent()
  const asOf = news.upTo(standing)
  const [room, timeline] = await Promise.all([
    get<ExchangeRoom>(`/exchanges/${params.id}`, fetch),
    get<Timeline>(timelinePath(params.id), fetch),
  ]).catch((problem: unknown) =>
    error(problem instanceof ApiProblem && problem.status > 0 ? problem.status : 503),
  )
  return { room, timeline, asOf }
}
