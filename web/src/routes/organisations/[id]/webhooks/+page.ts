import { error, redirect } from '@sveltejs/kit'
import { signInHref } from '#lib/account/go-on-to.ts'
import { ApiProblem, get } from '#lib/api/request.ts'
import type { Webhooks } from '#lib/contract.ts'

/** Where programs of an organisation hear what it is told. */
export const load = async ({ fetch, params, parent, url }) => {
  const { me } = await parent()
  if (!me) redirect(303, signInHref(url))
  const organisationId = Number(params.id)
  const found = await get<Webhooks>(`/organisations/${params.id}/webhooks`, fetch).catch(
    (problem: unknown) => {
      if (problem instanceof ApiProblem && [403, 404].includes(problem.status)) error(404, 'not_found')
      throw problem
    },
  )
  const own = me.memberships.find((membership) => membership.organisationId === organisationId)
  return { me, organisationId, organisationName: own?.organisationName ?? null, ...found }
}
