import { error, redirect } from '@sveltejs/kit'
import { signInHref } from '#lib/account/go-on-to.ts'
import { ApiProblem, get } from '#lib/api/request.ts'
import type { Members } from '#lib/contract.ts'

/** Who belongs to an organisation. */
export const load = async ({ fetch, params, parent, url }) => {
  const { me } = await parent()
  if (!me) redirect(303, signInHref(url))
  const members = await get<Members>(`/organisations/${params.id}/members`, fetch).catch(
    (problem: unknown) => {
      if (problem instanceof ApiProblem && [403, 404].includes(problem.status)) error(404, 'not_found')
      throw problem
    },
  )
  return { me, ...members }
}
