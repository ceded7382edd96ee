import { get } from '#lib/api/request.ts'
import type { DeskQueue, Facilitators, Municipalities } from '#lib/contract.ts'
import { queueQuery } from '#lib/desk/queue-query.ts'

/** The queue as the filters in the address say, and what the filters can be. */
export const load = async ({ fetch, parent, url }) => {
  const { me } = await parent()
  const [{ facilitators }, { municipalities }, found] = await Promise.all([
    get<Facilitators>('/desk/facilitators', fetch).catch(() => ({ facilitators: [] })),
    get<Municipalities>('/areas/municipalities', fetch).catch(() => ({ municipalities: [] })),
    get<DeskQueue>(`/desk/proposals?${queueQuery(url.searchParams, me.id)}`, fetch).then(
      (queue) => ({ queue, problem: null }),
      (problem: unknown) => ({ queue: null, problem: problem instanceof Error ? problem.message : 'page' }),
    ),
  ])
  return { facilitators, municipalities, ...found }
}
