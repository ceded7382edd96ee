import { error, redirect } from '@sveltejs/kit'
import { signInHref } from '#lib/account/go-on-to.ts'
import { ApiProblem, get } from '#lib/api/request.ts'
import type { JournalPage } from '#lib/contract.ts'

/** One page of an organisation's journal. */
export const load = async ({ fetch, params, parent, url }) => {
  const { me } = await parent()
  if (!me) redirect(303, signInHref(url))
  const cursor = url.searchParams.get('cursor')
  const query = new URLSearchParams({ limit: '50', ...(cursor && { cursor }) })
  const path = `/organisations/${params.id}/journal?${query}`
  const journal = await get<JournalPage>(path, fetch).catch((problem: unknown) => {
    if (problem instanceof ApiProblem && problem.status < 500) error(404, 'not_found')
    throw problem
  })
  const own = me.memberships.find(({ organisationId }) => organisationId === Number(params.id))
  return { journal, organisationName: own?.organisationName ?? null }
}
