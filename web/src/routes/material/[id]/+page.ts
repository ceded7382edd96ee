import { error } from '@sveltejs/kit'
import { ApiProblem, get } from '#lib/api/request.ts'
import type { MaterialResponse } from '#lib/contract.ts'

/** A material with everything that is known around it. */
export const load = async ({ fetch, params }) => {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(params.id)) error(404)
  return get<MaterialResponse>(`/materials/${params.id}`, fetch).then(
    (material) => ({ material }),
    (problem: unknown) => error(problem instanceof ApiProblem && problem.status > 0 ? problem.status : 503),
  )
}
