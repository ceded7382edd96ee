import { error } from '@sveltejs/kit'
import { ApiProblem, get } from '#lib/api/request.ts'
import { STAGES, type DeskExchanges, type Facilitators, type StageCounts } from '#lib/contract.ts'
import { columnPath, countsPath } from '#lib/desk/board/board.svelte.ts'

/** The first cards of every stage. */
export const load = async ({ fetch, parent, url }) => {
  const { me } = await parent()
  const asked = url.searchParams.get('assigned')
  const assigned = asked === 'me' ? String(me.id) : asked
  const [{ facilitators }, { stages }, ...pages] = await Promise.all([
    get<Facilitators>('/desk/facilitators', fetch),
    get<StageCounts>(countsPath(assigned), fetch),
    ...STAGES.map((stage) => get<DeskExchanges>(columnPath(stage, assigned), fetch)),
  ]).catch((problem: unknown) =>
    error(problem instanceof ApiProblem && problem.status > 0 ? problem.status : 503),
  )
  return { facilitators, counts: new Map(stages.map(({ stage, count }) => [stage, count])), pages, assigned }
}
